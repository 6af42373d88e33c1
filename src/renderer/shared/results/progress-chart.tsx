/** How many challenges each team had done at each minute of play, as lines. */
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { inkOn } from '../colour.ts';
import { FoldedMark } from '../components/folded-mark.tsx';
import { TeamBadge } from '../components/team-badge.tsx';
import { useFormat } from '../format.ts';
import { TEAM_OUTLINES, teamLetter } from '../team-look.ts';
import { watchSize } from '../watch-size.ts';
import { chartLines, labelPlaces, type ChartLine, wholeTicks } from './chart-lines.ts';
import { dashOf, marksOn } from './chart-marks.ts';
import { progressOf } from './evening-results.ts';
import css from './progress-chart.module.css';

/** How many of the chart's own units one letter of the page is high: its text grows with the page's. On a wall it has to be larger. */
const UNITS = { desk: 16, board: 9 } as const;
/** On the desk; on the board it fills the room that there is. */
const USUAL_HEIGHT = 420;
const MARGIN = { top: 16, end: 72, bottom: 56, start: 56 } as const;
/** The badge at the end of a line. */
const BADGE = 26;
/** The same shape along the line, without its letter. */
const MARK = 15;
/** Before it has been measured, and on paper. */
const USUAL_WIDTH = 960;

interface ProgressChartProps {
  readonly challenges: readonly Challenge[];
  readonly teams: readonly Team[];
  /** How long the game has been played, ms. */
  readonly playMs: number;
  readonly size: keyof typeof UNITS;
}

/**
 * Nothing is told by colour alone: a line has dashes of its own, carries its team's shape and ends in its badge, with the letter; a legend
 * names it. Time runs as the page is read.
 */
export function ProgressChart({ challenges, teams, playMs, size }: ProgressChartProps) {
  const { t } = useTranslation('results');
  const [ref, { width, height }] = useRoom(size);
  const lines = useMemo(() => chartLines(progressOf(challenges, teams), playMs), [challenges, teams, playMs]);
  const most = Math.max(0, ...lines.map(({ total }) => total));
  if (most === 0) return <p className={css.none}>{t('chart.none')}</p>;
  return (
    <figure className={css.chart} aria-label={t('chart.title')} data-part="chart" data-size={size}>
      <div ref={ref} className={css.room}>
        <Drawing lines={lines} most={most} playMs={playMs} width={width} height={height} />
      </div>
      <Legend lines={lines} />
    </figure>
  );
}

/** How much room there is, in the chart's units. */
function useRoom(size: keyof typeof UNITS) {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: USUAL_WIDTH, height: USUAL_HEIGHT });
  useEffect(() => {
    const place = ref.current;
    if (place === null) return undefined;
    return watchSize(place, () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const unitsOf = (pixels: number) => Math.max(320, Math.round((UNITS[size] * pixels) / rem));
      const height = size === 'board' ? unitsOf(place.clientHeight) : USUAL_HEIGHT;
      setRoom({ width: unitsOf(place.clientWidth), height });
    });
  }, [size]);
  return [ref, room] as const;
}

interface DrawingProps {
  readonly lines: readonly ChartLine[];
  readonly most: number;
  readonly playMs: number;
  readonly width: number;
  readonly height: number;
}

/** Only for the eye: the table says the same. */
function Drawing({ lines, most, playMs, width, height }: DrawingProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const end = Math.max(playMs, ...lines.flatMap(({ points }) => points.map(({ at }) => at)), 1_000);
  const isLeftwards = document.documentElement.dir === 'rtl';
  /** From the edge where the lines begin. */
  const across = (from: number) => (isLeftwards ? width - from : from);
  const [first, last] = [across(MARGIN.start), across(width - MARGIN.end)];
  const x = scaleLinear([0, end / 60_000], [first, last]);
  const y = scaleLinear([0, most], [height - MARGIN.bottom, MARGIN.top]);
  const draw = line<ChartLine['points'][number]>(
    ({ at }) => x(at / 60_000),
    ({ done }) => y(done),
  ).curve(curveStepAfter);
  const places = labelPlaces(
    lines.map(({ total }) => y(total)),
    BADGE,
    {
      from: MARGIN.top,
      to: height - MARGIN.bottom + BADGE / 2,
    },
  );
  return (
    <svg className={css.drawing} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" data-words="none">
      {wholeTicks(y.ticks(6)).map((tick) => (
        <g key={tick}>
          <line className={css.grid} x1={first} x2={last} y1={y(tick)} y2={y(tick)} />
          <text
            className={css.tick}
            x={across(MARGIN.start - 10)}
            y={y(tick)}
            dy="0.35em"
            textAnchor={isLeftwards ? 'start' : 'end'}
          >
            {format.number(tick)}
          </text>
        </g>
      ))}
      {wholeTicks(x.ticks(Math.max(2, Math.floor(width / 110)))).map((tick) => (
        <text key={tick} className={css.tick} x={x(tick)} y={height - MARGIN.bottom + 24} textAnchor="middle">
          {format.number(tick)}
        </text>
      ))}
      <text className={css.axis} x={(first + last) / 2} y={height - 8} textAnchor="middle">
        {t('chart.minutes')}
      </text>
      {lines.map(({ team, points }, index) => (
        <g key={team.team_number} data-team={team.team_number}>
          {/* Ink on both sides of it, so that it stands out whatever its colour is. */}
          <path className={css.edge} d={draw(points) ?? ''} />
          <path
            className={css.line}
            d={draw(points) ?? ''}
            stroke={team.colour}
            strokeDasharray={dashOf(index) ?? undefined}
          />
        </g>
      ))}
      {lines.flatMap((each, index) =>
        marksOn(each, { index, lines: lines.length }).map(({ at, done }) => (
          <Mark key={`${each.team.team_number} ${at}`} team={each.team} x={x(at / 60_000)} y={y(done)} />
        )),
      )}
      {lines.map(({ team, total }, index) => {
        const at = across(width - MARGIN.end + 14);
        const place = places[index] ?? y(total);
        return (
          <g key={team.team_number}>
            <line className={css.leader} x1={last} y1={y(total)} x2={at} y2={place} />
            <LineEnd team={team} x={isLeftwards ? at - BADGE : at} y={place - BADGE / 2} />
          </g>
        );
      })}
    </svg>
  );
}

interface MarkProps {
  readonly team: Team;
  readonly x: number;
  readonly y: number;
}

/** A team's shape on its line. */
function Mark({ team, x, y }: MarkProps) {
  return (
    <path
      className={css.mark}
      d={TEAM_OUTLINES[team.shape].path}
      fill={team.colour}
      transform={`translate(${x - MARK / 2} ${y - MARK / 2}) scale(${MARK / 48})`}
      data-mark={team.team_number}
    />
  );
}

/** A team's badge within the drawing. */
function LineEnd({ team, x, y }: MarkProps) {
  const { path, letterY, letterSize } = TEAM_OUTLINES[team.shape];
  return (
    <g transform={`translate(${x} ${y}) scale(${BADGE / 48})`}>
      <path className={css.badge} d={path} fill={team.colour} />
      <text className={css.letter} x="24" y={letterY} fontSize={letterSize} fill={inkOn(team.colour)}>
        {teamLetter(team.team_number)}
      </text>
    </g>
  );
}

/** By the letters, as the badges are. */
function Legend({ lines }: { readonly lines: readonly ChartLine[] }) {
  const format = useFormat();
  return (
    <figcaption className={css.caption}>
      <ul className={css.legend}>
        {lines.map(({ team, total }) => (
          <li key={team.team_number}>
            <TeamBadge team={team} size="1.5em" named />
            <bdi translate="no">{team.name}</bdi> <FoldedMark team={team} />{' '}
            {total > 0 && <b>{format.number(total)}</b>}
          </li>
        ))}
      </ul>
    </figcaption>
  );
}

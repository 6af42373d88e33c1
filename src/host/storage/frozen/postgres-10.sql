--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: added_languages; Type: TABLE; Owner: -
--

CREATE TABLE added_languages (
    file text NOT NULL,
    revision bigint NOT NULL,
    contents bytea,
    seen text[] NOT NULL
);


--
-- Name: challenge_ids; Type: SEQUENCE; Owner: -
--

CREATE SEQUENCE challenge_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: checkpoints; Type: TABLE; Owner: -
--

CREATE TABLE checkpoints (
    game_id bigint NOT NULL,
    play_ms bigint NOT NULL,
    at bigint NOT NULL
);


--
-- Name: events; Type: TABLE; Owner: -
--

CREATE TABLE events (
    game_id bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    play_ms bigint NOT NULL,
    caused_by bigint NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    checksum bigint NOT NULL,
    cause text
);


--
-- Name: game_ids; Type: SEQUENCE; Owner: -
--

CREATE SEQUENCE game_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: games; Type: TABLE; Owner: -
--

CREATE TABLE games (
    game_id bigint NOT NULL,
    code text NOT NULL,
    state text DEFAULT 'stored'::text NOT NULL,
    last_seq bigint NOT NULL,
    last_checksum bigint NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    names_removed_at timestamp with time zone,
    CONSTRAINT games_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'stored'::text, 'retired'::text])))
);


--
-- Name: gaps; Type: TABLE; Owner: -
--

CREATE TABLE gaps (
    from_at bigint NOT NULL,
    to_at bigint NOT NULL
);


--
-- Name: host_responses; Type: TABLE; Owner: -
--

CREATE TABLE host_responses (
    number bigint NOT NULL,
    participant_id bigint NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    checksum bigint
);


--
-- Name: host_responses_number_seq; Type: SEQUENCE; Owner: -
--

ALTER TABLE host_responses ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME host_responses_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: hosts_alive; Type: TABLE; Owner: -
--

CREATE TABLE hosts_alive (
    host uuid NOT NULL,
    seen_at bigint NOT NULL
);


--
-- Name: library; Type: TABLE; Owner: -
--

CREATE TABLE library (
    is_only boolean DEFAULT true NOT NULL,
    revision bigint NOT NULL,
    contents text NOT NULL,
    CONSTRAINT library_is_only_check CHECK (is_only)
);


--
-- Name: outcomes; Type: TABLE; Owner: -
--

CREATE TABLE outcomes (
    game_id bigint NOT NULL,
    participant_id bigint NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    secrets_of bigint,
    checksum bigint
);


--
-- Name: outlooks; Type: TABLE; Owner: -
--

CREATE TABLE outlooks (
    game_id bigint NOT NULL,
    seq bigint NOT NULL,
    due_at bigint,
    status text NOT NULL,
    continues bigint
);


--
-- Name: owner_libraries; Type: TABLE; Owner: -
--

CREATE TABLE owner_libraries (
    owner_id bigint NOT NULL,
    revision bigint NOT NULL,
    contents text NOT NULL
);


--
-- Name: participant_ids; Type: SEQUENCE; Owner: -
--

CREATE SEQUENCE participant_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: recent_joins; Type: TABLE; Owner: -
--

CREATE UNLOGGED TABLE recent_joins (
    participant_id bigint NOT NULL,
    game_id bigint NOT NULL,
    source text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: seats; Type: TABLE; Owner: -
--

CREATE TABLE seats (
    participant_id bigint NOT NULL,
    game_id bigint NOT NULL
);


--
-- Name: settings; Type: TABLE; Owner: -
--

CREATE TABLE settings (
    name text NOT NULL,
    value text NOT NULL
);


--
-- Name: shared_clock; Type: TABLE; Owner: -
--

CREATE TABLE shared_clock (
    is_only boolean DEFAULT true NOT NULL,
    correction_ms bigint DEFAULT 0 NOT NULL,
    doubt bigint DEFAULT 0 NOT NULL,
    doubt_state text DEFAULT 'settled'::text NOT NULL,
    CONSTRAINT shared_clock_doubt_state_check CHECK ((doubt_state = ANY (ARRAY['open'::text, 'denied'::text, 'settled'::text]))),
    CONSTRAINT shared_clock_is_only_check CHECK (is_only)
);


--
-- Name: tickets; Type: TABLE; Owner: -
--

CREATE TABLE tickets (
    hash text NOT NULL,
    purpose text NOT NULL,
    game_id bigint,
    participant_id bigint,
    expires_at bigint NOT NULL,
    used_at bigint,
    CONSTRAINT tickets_purpose_check CHECK ((purpose = ANY (ARRAY['desk'::text, 'banker'::text, 'board'::text, 'seat'::text])))
);


--
-- Name: trading_game_versions; Type: TABLE; Owner: -
--

CREATE TABLE trading_game_versions (
    version integer NOT NULL,
    migrated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: transaction_marks; Type: TABLE; Owner: -
--

CREATE TABLE transaction_marks (
    id uuid NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Data for Name: added_languages; Type: TABLE DATA; Owner: -
--

INSERT INTO added_languages VALUES ('nl.json', 1, '\x7b0a202022666f726d6174223a202274726164696e672d67616d652d6e696768742d6c616e6775616765222c0a20202276657273696f6e223a20312c0a2020226e616d65223a20224e656465726c616e6473222c0a2020227465787473223a207b0a2020202022736861726564223a207b0a202020202020226275696c64696e6773223a207b0a2020202020202020226661726d223a2022426f6572646572696a220a2020202020207d2c0a20202020202022657865726369736573223a207b0a202020202020202022707573685f7570735f6f6e65223a20227b7b6e756d6265727d7d206f706472756b6f6566656e696e67222c0a202020202020202022707573685f7570735f6f74686572223a20227b7b6e756d6265727d7d206f706472756b6f6566656e696e67656e220a2020202020207d0a202020207d2c0a2020202022706c61796572223a207b0a202020202020227469746c65223a202248616e64656c737370656c220a202020207d0a20207d0a7d0a', '{fb7f67b7c8d632fefa97144d56b260c4815e91762248401273b5bc67c5646373}');
INSERT INTO added_languages VALUES ('pl.json', 2, NULL, '{004f1402bb47db4b5e72dfd59aca08d15bab9cf8b5c29d5ccd55305d33ea6f47}');


--
-- Data for Name: checkpoints; Type: TABLE DATA; Owner: -
--

INSERT INTO checkpoints VALUES (1, 1234567, 1781288500000);


--
-- Data for Name: events; Type: TABLE DATA; Owner: -
--

INSERT INTO events VALUES (1, 1, 1781287200000, 0, 0, 1, '{"type":"game_created","gameId":1,"code":"SNWY23","name":"Hüttenabend am Föhrenkopf","teamCount":3,"settings":{"durationSeconds":600,"completion":"player","maxActivePerPlayer":1,"joinTeams":"choose","locked":false,"approveNames":false,"timers":true,"maxPlayers":500,"showStandings":true,"exerciseTier":"usual","ownNameInPlay":false,"ownTeamInPlay":false,"language":"en","ownNeeds":true,"boardTimes":true}}', 4224051131, NULL);
INSERT INTO events VALUES (1, 2, 1781287207000, 0, 0, 1, '{"type":"participant_joined","id":1,"role":"banker","name":"Beätrice","teamNumber":null,"approved":true,"withoutPhone":false}', 1141829405, NULL);
INSERT INTO events VALUES (1, 3, 1781287214000, 0, 5, 1, '{"type":"participant_joined","id":5,"role":"board","name":"Große Tafel","teamNumber":null,"approved":true,"withoutPhone":false}', 3544267877, NULL);
INSERT INTO events VALUES (1, 4, 1781287221000, 0, 2, 1, '{"type":"participant_joined","id":2,"role":"player","name":"Jörg Weiß","teamNumber":1,"approved":true,"withoutPhone":false}', 1017354911, NULL);
INSERT INTO events VALUES (1, 5, 1781287228000, 0, 3, 1, '{"type":"participant_joined","id":3,"role":"player","name":"Zoë 🦊","teamNumber":2,"approved":false,"withoutPhone":false}', 243518891, NULL);
INSERT INTO events VALUES (1, 6, 1781287235000, 0, 1, 1, '{"type":"participant_changed","id":3,"change":{"approved":true}}', 1732947950, NULL);
INSERT INTO events VALUES (1, 7, 1781287242000, 0, 1, 1, '{"type":"participant_joined","id":6,"role":"player","name":"Ämilie","teamNumber":2,"approved":true,"withoutPhone":true}', 851982705, NULL);
INSERT INTO events VALUES (1, 8, 1781287249000, 0, 7, 1, '{"type":"participant_joined","id":7,"role":"player","name":"Ülkü","teamNumber":null,"approved":true,"withoutPhone":false}', 1416776811, NULL);
INSERT INTO events VALUES (1, 9, 1781287256000, 0, 1, 1, '{"type":"game_changed","name":"Hüttenabend, zweite Runde","settings":{"durationSeconds":300,"completion":"banker","maxActivePerPlayer":2,"approveNames":true}}', 87247355, NULL);
INSERT INTO events VALUES (1, 10, 1781287263000, 0, 1, 1, '{"type":"team_changed","number":1,"change":{"name":"Die Füchse","colour":"#D55E00","shape":"star"}}', 1044795412, NULL);
INSERT INTO events VALUES (1, 11, 1781287270000, 0, 1, 1, '{"type":"game_started"}', 722148262, NULL);
INSERT INTO events VALUES (1, 13, 1781287284000, 10000, 1, 1, '{"type":"challenge_assigned","id":1,"exercise":{"type":"push_ups","description":"20 Push-ups","target":20,"fromCatalogue":true},"durationSeconds":300}', 4201127628, NULL);
INSERT INTO events VALUES (1, 14, 1781287291000, 15000, 1, 1, '{"type":"challenge_changed","id":1,"exercise":{"type":"custom","description":"Jörg hüpft rückwärts ums Feuer","target":7,"fromCatalogue":false},"extendSeconds":60}', 2477134712, NULL);
INSERT INTO events VALUES (1, 15, 1781287298000, 20000, 2, 1, '{"type":"challenge_claimed","id":1}', 2202053836, NULL);
INSERT INTO events VALUES (1, 16, 1781287305000, 25000, 1, 1, '{"type":"challenge_rejected","id":1}', 2150884005, NULL);
INSERT INTO events VALUES (1, 17, 1781287312000, 30000, 2, 1, '{"type":"challenge_claimed","id":1}', 3298633772, NULL);
INSERT INTO events VALUES (1, 18, 1781287319000, 35000, 1, 1, '{"type":"challenge_completed","id":1,"builtSchool":false}', 2373533921, NULL);
INSERT INTO events VALUES (1, 19, 1781287326000, 40000, 1, 1, '{"type":"team_changed","number":1,"change":{}}', 2413125671, NULL);
INSERT INTO events VALUES (1, 20, 1781287333000, 45000, 3, 1, '{"type":"challenge_requested","id":9,"playerId":3,"teamNumber":2,"building":"school","hasSchool":false}', 1905299275, NULL);
INSERT INTO events VALUES (1, 21, 1781287340000, 50000, 1, 1, '{"type":"challenge_assigned","id":9,"exercise":{"type":"plank","description":"Plank for 60 seconds","target":60,"fromCatalogue":true},"durationSeconds":null}', 2190738279, NULL);
INSERT INTO events VALUES (1, 24, 1781287361000, 65000, 3, 1, '{"type":"challenge_requested","id":3,"playerId":3,"teamNumber":2,"building":"mine","hasSchool":true}', 1871260172, NULL);
INSERT INTO events VALUES (1, 25, 1781287368000, 70000, 3, 1, '{"type":"challenge_cancelled","id":3,"reason":"player"}', 140744557, NULL);
INSERT INTO events VALUES (1, 26, 1781287375000, 75000, 3, 1, '{"type":"challenge_requested","id":5,"playerId":3,"teamNumber":2,"building":"hospital","hasSchool":true}', 1166699747, NULL);
INSERT INTO events VALUES (1, 27, 1781287382000, 80000, 1, 1, '{"type":"challenge_assigned","id":5,"exercise":{"type":"custom","description":"Jörg hüpft rückwärts ums Feuer","target":7,"fromCatalogue":false},"durationSeconds":300}', 3739772013, NULL);
INSERT INTO events VALUES (1, 28, 1781287389000, 85000, 1, 1, '{"type":"challenge_completed","id":5,"builtSchool":false}', 2435319593, NULL);
INSERT INTO events VALUES (1, 29, 1781287396000, 90000, 1, 1, '{"type":"challenge_undone","id":5}', 3721275826, NULL);
INSERT INTO events VALUES (1, 30, 1781287403000, 95000, 1, 1, '{"type":"participant_changed","id":3,"change":{"extraTimeFactor":1.5,"name":"Zoë","teamNumber":2}}', 1852793880, NULL);
INSERT INTO events VALUES (1, 31, 1781287410000, 100000, 2, 1, '{"type":"challenge_requested","id":4,"playerId":2,"teamNumber":1,"building":"restaurant","hasSchool":false}', 775953248, NULL);
INSERT INTO events VALUES (1, 32, 1781287417000, 105000, 1, 1, '{"type":"challenge_assigned","id":4,"exercise":{"type":"push_ups","description":"20 Push-ups","target":20,"fromCatalogue":true},"durationSeconds":10}', 1818426782, NULL);
INSERT INTO events VALUES (1, 33, 1781287424000, 110000, 0, 1, '{"type":"challenge_expired","id":4}', 3098297731, NULL);
INSERT INTO events VALUES (1, 34, 1781287431000, 115000, 4, 1, '{"type":"participant_joined","id":4,"role":"player","name":"Jörg Weiß 2","teamNumber":null,"approved":true,"withoutPhone":false}', 3579011778, NULL);
INSERT INTO events VALUES (1, 35, 1781287438000, 120000, 1, 1, '{"type":"participant_changed","id":4,"change":{"teamNumber":1}}', 1997556619, NULL);
INSERT INTO events VALUES (1, 36, 1781287445000, 125000, 4, 1, '{"type":"challenge_requested","id":8,"playerId":4,"teamNumber":1,"building":"infrastructure","hasSchool":false}', 2369705967, NULL);
INSERT INTO events VALUES (1, 37, 1781287452000, 130000, 1, 1, '{"type":"participant_merged","id":4,"into":2}', 362385608, NULL);
INSERT INTO events VALUES (1, 38, 1781287459000, 135000, 1, 1, '{"type":"participant_changed","id":2,"change":{"teamNumber":1}}', 3271972938, NULL);
INSERT INTO events VALUES (1, 39, 1781287466000, 140000, 1, 1, '{"type":"challenge_cancelled","id":8,"reason":"merged"}', 403431889, NULL);
INSERT INTO events VALUES (1, 40, 1781287473000, 145000, 1, 1, '{"type":"participant_removed","id":7}', 2494894023, NULL);
INSERT INTO events VALUES (1, 41, 1781287480000, 150000, 1, 1, '{"type":"participant_restored","id":7}', 4035495229, NULL);
INSERT INTO events VALUES (1, 42, 1781287487000, 155000, 1, 1, '{"type":"participant_changed","id":7,"change":{"blocked":true}}', 3114937396, NULL);
INSERT INTO events VALUES (1, 43, 1781287494000, 160000, 1, 1, '{"type":"participant_removed","id":7}', 2011174322, NULL);
INSERT INTO events VALUES (1, 44, 1781287501000, 165000, 2, 1, '{"type":"seat_moved","id":2,"withMerged":false,"keepsPin":false}', 3879433561, NULL);
INSERT INTO events VALUES (1, 45, 1781287508000, 170000, 1, 1, '{"type":"game_paused","reason":"banker"}', 4095992993, NULL);
INSERT INTO events VALUES (1, 46, 1781287515000, 175000, 0, 1, '{"type":"clock_adjusted","lostMs":1234}', 607402362, NULL);
INSERT INTO events VALUES (1, 22, 1781287347000, 55000, 1, 1, '{"type":"challenge_completed","id":9,"builtSchool":true}', 152330555, 'Bghjy771xcta3DjRDB_xmNZC14eb99a27');
INSERT INTO events VALUES (1, 23, 1781287354000, 60000, 1, 1, '{"type":"team_changed","number":2,"change":{"hasSchool":true}}', 500253294, 'Bghjy771xcta3DjRDB_xmNZC05732b1f0');
INSERT INTO events VALUES (1, 47, 1781287522000, 180000, 1, 1, '{"type":"game_resumed"}', 3874966268, NULL);
INSERT INTO events VALUES (1, 48, 1781287529000, 185000, 0, 1, '{"type":"game_paused","reason":"host_away"}', 426042641, NULL);
INSERT INTO events VALUES (1, 49, 1781287536000, 190000, 1, 1, '{"type":"game_resumed"}', 43565323, NULL);
INSERT INTO events VALUES (1, 50, 1781287543000, 195000, 2, 1, '{"type":"challenge_requested","id":2,"playerId":2,"teamNumber":1,"building":"electrical_factory","hasSchool":false}', 274905108, NULL);
INSERT INTO events VALUES (1, 51, 1781287550000, 200000, 1, 1, '{"type":"challenge_assigned","id":2,"exercise":{"type":"burpees","description":"10 Burpees","target":10,"fromCatalogue":true},"durationSeconds":300}', 3842988891, NULL);
INSERT INTO events VALUES (1, 52, 1781287557000, 205000, 2, 1, '{"type":"challenge_claimed","id":2}', 4242874410, NULL);
INSERT INTO events VALUES (1, 53, 1781287564000, 210000, 1, 1, '{"type":"game_ended"}', 1437254771, NULL);
INSERT INTO events VALUES (1, 54, 1781287571000, 215000, 1, 1, '{"type":"challenge_cancelled","id":2,"reason":"game_ended"}', 11237242, NULL);
INSERT INTO events VALUES (1, 55, 1781287578000, 220000, 1, 1, '{"type":"game_reopened"}', 2579241513, NULL);
INSERT INTO events VALUES (1, 56, 1781287585000, 225000, 3, 1, '{"type":"challenge_requested","id":6,"playerId":3,"teamNumber":2,"building":"medical_factory","hasSchool":true}', 1616117861, NULL);
INSERT INTO events VALUES (1, 57, 1781287592000, 230000, 1, 1, '{"type":"challenge_assigned","id":6,"exercise":{"type":"custom","description":"Jörg hüpft rückwärts ums Feuer","target":7,"fromCatalogue":false},"durationSeconds":450}', 2542442986, NULL);
INSERT INTO events VALUES (1, 58, 1781287599000, 235000, 1, 1, '{"type":"challenge_requested","id":7,"playerId":6,"teamNumber":2,"building":"farm","hasSchool":true}', 2565217727, NULL);
INSERT INTO events VALUES (1, 12, 1781287277000, 5000, 2, 1, '{"type":"challenge_requested","id":1,"playerId":2,"teamNumber":1,"building":"farm","hasSchool":false}', 315069448, 'Hsrvg1AGwmprBig3Yc6yNIYg038fddaa6');
INSERT INTO events VALUES (2, 1, 1781287200000, 0, 0, 1, '{"type":"game_created","gameId":2,"code":"WATE45","name":"Ein Übungsspiel","teamCount":2,"settings":{"durationSeconds":600,"completion":"player","maxActivePerPlayer":1,"joinTeams":"assign","locked":false,"approveNames":false,"timers":false,"maxPlayers":500,"showStandings":true,"exerciseTier":"usual","ownNameInPlay":false,"ownTeamInPlay":false,"language":"en","ownNeeds":true,"boardTimes":true}}', 1015781851, 'DDF-sXDe0idUVxGA5zG8yCGy134be43bb');
INSERT INTO events VALUES (2, 2, 1781287200000, 0, 0, 1, '{"type":"participant_joined","id":8,"role":"banker","name":"Øle","teamNumber":null,"approved":true,"withoutPhone":false}', 3900710579, 'DDF-sXDe0idUVxGA5zG8yCGy0f02d5eee');


--
-- Data for Name: games; Type: TABLE DATA; Owner: -
--

INSERT INTO games VALUES (1, 'SNWY23', 'stored', 58, 2565217727, '2026-11-27 08:07:13.301182+00', NULL);
INSERT INTO games VALUES (2, 'WATE45', 'stored', 2, 3900710579, '2026-11-27 08:07:13.356691+00', NULL);


--
-- Data for Name: gaps; Type: TABLE DATA; Owner: -
--

INSERT INTO gaps VALUES (0, 1795810607667);


--
-- Data for Name: host_responses; Type: TABLE DATA; Owner: -
--

INSERT INTO host_responses OVERRIDING SYSTEM VALUE VALUES (1, -1, 'desk', 'hash of desk', 201, '{"desk":true}', '2026-11-29 05:59:09.729174+00', NULL);
INSERT INTO host_responses OVERRIDING SYSTEM VALUE VALUES (2, 0, 'wifi', 'hash of wifi', 204, '', '2026-11-29 05:59:09.729174+00', NULL);


--
-- Data for Name: hosts_alive; Type: TABLE DATA; Owner: -
--



--
-- Data for Name: library; Type: TABLE DATA; Owner: -
--

INSERT INTO library VALUES (true, 1, '{"version":1,"last_id":3,"exercises":[{"name":"Kniebeugen für „Zoë“ 🦒","target":20,"easier":10,"harder":30,"unit":"repetitions","duration_seconds":90,"muscles":"legs","meets":["quiet","no_floor"],"ways":[{"variant":"seated","meets":["seated","low_impact"],"how":"Beine im Sitzen strecken"}],"suggested":false,"id":1},{"name":"الوقوف على ساق واحدة","target":30,"easier":20,"harder":45,"unit":"seconds","duration_seconds":null,"muscles":null,"meets":[],"ways":[],"suggested":true,"id":2}],"templates":[{"name":"Summer camp","teams":[{"name":"Foxes","colour":"#009E73","shape":"star"},{"name":null,"colour":"#E69F00","shape":"triangle"}],"settings":{"duration_seconds":300,"completion":"banker","max_active_per_player":2,"join_teams":"assign","approve_names":true,"timers":false,"max_players":40,"show_standings":false,"exercise_tier":"easier","own_name_in_play":true,"own_team_in_play":true,"language":"de","own_needs":false,"board_times":false},"exercises":[{"type":"push_ups","name":null,"target":20,"easier":10,"harder":30,"unit":"repetitions","duration_seconds":null,"used":false},{"type":"own_1","name":"Claps","target":12,"easier":12,"harder":12,"unit":"repetitions","duration_seconds":60,"used":true}],"id":3}]}');


--
-- Data for Name: outcomes; Type: TABLE DATA; Owner: -
--

INSERT INTO outcomes VALUES (1, 7, 'tap', 'hash of tap', 201, '{"ok":"Jörg"}', NULL, NULL);


--
-- Data for Name: outlooks; Type: TABLE DATA; Owner: -
--

INSERT INTO outlooks VALUES (1, 58, 1781288700000, 'in_progress', NULL);


--
-- Data for Name: owner_libraries; Type: TABLE DATA; Owner: -
--

INSERT INTO owner_libraries VALUES (7001, 1, '{"version":1,"last_id":3,"exercises":[{"name":"Kniebeugen für „Zoë“ 🦒","target":20,"easier":10,"harder":30,"unit":"repetitions","duration_seconds":90,"muscles":"legs","meets":["quiet","no_floor"],"ways":[{"variant":"seated","meets":["seated","low_impact"],"how":"Beine im Sitzen strecken"}],"suggested":false,"id":1},{"name":"الوقوف على ساق واحدة","target":30,"easier":20,"harder":45,"unit":"seconds","duration_seconds":null,"muscles":null,"meets":[],"ways":[],"suggested":true,"id":2}],"templates":[{"name":"Summer camp","teams":[{"name":"Foxes","colour":"#009E73","shape":"star"},{"name":null,"colour":"#E69F00","shape":"triangle"}],"settings":{"duration_seconds":300,"completion":"banker","max_active_per_player":2,"join_teams":"assign","approve_names":true,"timers":false,"max_players":40,"show_standings":false,"exercise_tier":"easier","own_name_in_play":true,"own_team_in_play":true,"language":"de","own_needs":false,"board_times":false},"exercises":[{"type":"push_ups","name":null,"target":20,"easier":10,"harder":30,"unit":"repetitions","duration_seconds":null,"used":false},{"type":"own_1","name":"Claps","target":12,"easier":12,"harder":12,"unit":"repetitions","duration_seconds":60,"used":true}],"id":3}]}');


--
-- Data for Name: recent_joins; Type: TABLE DATA; Owner: -
--

INSERT INTO recent_joins VALUES (1, 1, 'b2f04a07c555', 1781280000000);


--
-- Data for Name: seats; Type: TABLE DATA; Owner: -
--

INSERT INTO seats VALUES (1, 1);
INSERT INTO seats VALUES (5, 1);
INSERT INTO seats VALUES (2, 1);
INSERT INTO seats VALUES (3, 1);
INSERT INTO seats VALUES (6, 1);
INSERT INTO seats VALUES (7, 1);
INSERT INTO seats VALUES (4, 1);
INSERT INTO seats VALUES (8, 2);


--
-- Data for Name: settings; Type: TABLE DATA; Owner: -
--

INSERT INTO settings VALUES ('database_id', 'be121b65-a926-46e4-9d75-faf94989a871');
INSERT INTO settings VALUES ('known_host_keys', '0123456789abcdef0123456789abcdef');


--
-- Data for Name: shared_clock; Type: TABLE DATA; Owner: -
--

INSERT INTO shared_clock VALUES (true, -3600000, 3, 'settled');


--
-- Data for Name: tickets; Type: TABLE DATA; Owner: -
--

INSERT INTO tickets VALUES ('aa11', 'desk', NULL, NULL, 1781287800000, NULL);
INSERT INTO tickets VALUES ('bb22', 'desk', NULL, NULL, 1781287800000, 1781287201000);
INSERT INTO tickets VALUES ('cc1', 'board', 1, NULL, 1781287800000, NULL);
INSERT INTO tickets VALUES ('cc2', 'board', 2, NULL, 1781287800000, NULL);


--
-- Data for Name: trading_game_versions; Type: TABLE DATA; Owner: -
--

INSERT INTO trading_game_versions VALUES (1, '2026-11-27 08:07:13.142664+00');
INSERT INTO trading_game_versions VALUES (2, '2026-11-27 20:16:47.570702+00');
INSERT INTO trading_game_versions VALUES (3, '2026-11-27 23:26:21.920872+00');
INSERT INTO trading_game_versions VALUES (4, '2026-11-27 23:48:32.795682+00');
INSERT INTO trading_game_versions VALUES (5, '2026-11-28 00:05:23.844137+00');
INSERT INTO trading_game_versions VALUES (6, '2026-11-28 04:25:39.115047+00');
INSERT INTO trading_game_versions VALUES (7, '2026-11-28 12:37:14.109949+00');
INSERT INTO trading_game_versions VALUES (8, '2026-11-29 03:20:42.546329+00');
INSERT INTO trading_game_versions VALUES (9, '2026-11-29 05:59:09.729174+00');
INSERT INTO trading_game_versions VALUES (10, '2026-11-29 08:39:52.206861+00');


--
-- Data for Name: transaction_marks; Type: TABLE DATA; Owner: -
--

INSERT INTO transaction_marks VALUES ('127350d9-11f6-4ad0-acf8-a579c36c5327', '2026-11-27 08:07:13.283623+00');
INSERT INTO transaction_marks VALUES ('d1dacb8f-6297-4d67-a180-4ed0b56c9148', '2026-11-27 08:07:13.290318+00');
INSERT INTO transaction_marks VALUES ('3b12a0cd-949e-4848-a88c-4eb91f27e3e2', '2026-11-27 08:07:13.29187+00');
INSERT INTO transaction_marks VALUES ('4016e038-fad1-4bbb-9040-f02fb9c48145', '2026-11-27 08:07:13.301182+00');
INSERT INTO transaction_marks VALUES ('6552b1c4-4876-4ec7-8207-c39b220e87ac', '2026-11-27 08:07:13.310023+00');
INSERT INTO transaction_marks VALUES ('ed4994f2-867b-43b5-b968-9a993832495a', '2026-11-27 08:07:13.311593+00');
INSERT INTO transaction_marks VALUES ('d9cdcdf5-95a7-4575-a21e-93a8cd53c456', '2026-11-27 08:07:13.316018+00');
INSERT INTO transaction_marks VALUES ('cd502f9a-e704-4638-8c24-e2c8a6c6e8e7', '2026-11-27 08:07:13.318403+00');
INSERT INTO transaction_marks VALUES ('90685f73-9a30-458b-a4f5-bb677272bfd8', '2026-11-27 08:07:13.320867+00');
INSERT INTO transaction_marks VALUES ('a1fb235d-293d-4166-a56e-18f63bb8051e', '2026-11-27 08:07:13.324907+00');
INSERT INTO transaction_marks VALUES ('e2ed3972-c125-4c16-8860-077e9a7eb8b9', '2026-11-27 08:07:13.328248+00');
INSERT INTO transaction_marks VALUES ('001dabb5-65b8-4566-b30d-ba29e2e68805', '2026-11-27 08:07:13.33088+00');
INSERT INTO transaction_marks VALUES ('65c8dbd3-d5af-4c35-ba3d-d20f416e0854', '2026-11-27 08:07:13.333471+00');
INSERT INTO transaction_marks VALUES ('79b2f16a-0f2b-46f7-b61d-5f3a4352055a', '2026-11-27 08:07:13.338297+00');
INSERT INTO transaction_marks VALUES ('211482ee-87a3-4576-a1db-1e32e4163c7c', '2026-11-27 08:07:13.341331+00');
INSERT INTO transaction_marks VALUES ('ec77c890-63f1-4ccf-88b0-22652e22eb49', '2026-11-27 08:07:13.343944+00');
INSERT INTO transaction_marks VALUES ('bd24ceb8-47f8-49bb-815b-34aeebb805db', '2026-11-27 08:07:13.348443+00');
INSERT INTO transaction_marks VALUES ('714f2ab9-8f6c-4d6a-8ae3-b559637b9c54', '2026-11-27 08:07:13.351165+00');
INSERT INTO transaction_marks VALUES ('f7a32c03-fe95-4077-82e2-5952a9ff171c', '2026-11-27 08:07:13.353929+00');
INSERT INTO transaction_marks VALUES ('42e48615-309d-4f09-a39a-04a6d900397e', '2026-11-27 08:07:13.356691+00');
INSERT INTO transaction_marks VALUES ('51130378-2a5e-4c14-a8ad-de884dc88b4b', '2026-11-27 08:07:13.359708+00');
INSERT INTO transaction_marks VALUES ('26937045-ddd0-4a09-b1c4-9a3ca4375b4f', '2026-11-27 08:07:13.362328+00');
INSERT INTO transaction_marks VALUES ('998c64ad-550e-4aeb-a555-54625497a515', '2026-11-27 08:07:13.365615+00');
INSERT INTO transaction_marks VALUES ('96a367b2-b171-496c-bd1e-64e945b4ecba', '2026-11-27 08:07:13.391376+00');
INSERT INTO transaction_marks VALUES ('a8d3e45a-9d01-41df-97a3-c5e88c9ff8b2', '2026-11-27 08:07:13.394328+00');
INSERT INTO transaction_marks VALUES ('f0cc67e7-eaac-4064-ba58-38368ff3ce5d', '2026-11-27 20:16:47.620457+00');
INSERT INTO transaction_marks VALUES ('8cbeb40d-e949-4d8a-b912-1bbbdb21f756', '2026-11-27 20:16:47.671073+00');
INSERT INTO transaction_marks VALUES ('8a6d0a73-f93d-487b-9062-62efd7d1a080', '2026-11-27 23:48:32.861927+00');
INSERT INTO transaction_marks VALUES ('df946e65-d122-4398-8c08-62599318da30', '2026-11-28 04:25:39.42399+00');
INSERT INTO transaction_marks VALUES ('6e8c6ecb-ea83-4858-966f-3ffc73001a2f', '2026-11-28 04:25:39.479752+00');
INSERT INTO transaction_marks VALUES ('e8ac2846-0e4c-48d7-bef4-c13079d45159', '2026-11-28 04:25:39.518928+00');


--
-- Name: challenge_ids; Type: SEQUENCE SET; Owner: -
--

SELECT pg_catalog.setval('challenge_ids', 256, true);


--
-- Name: game_ids; Type: SEQUENCE SET; Owner: -
--

SELECT pg_catalog.setval('game_ids', 2, true);


--
-- Name: host_responses_number_seq; Type: SEQUENCE SET; Owner: -
--

SELECT pg_catalog.setval('host_responses_number_seq', 2, true);


--
-- Name: participant_ids; Type: SEQUENCE SET; Owner: -
--

SELECT pg_catalog.setval('participant_ids', 256, true);


--
-- Name: added_languages added_languages_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY added_languages
    ADD CONSTRAINT added_languages_pkey PRIMARY KEY (file);


--
-- Name: checkpoints checkpoints_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (game_id);


--
-- Name: events events_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY events
    ADD CONSTRAINT events_pkey PRIMARY KEY (game_id, seq);


--
-- Name: games games_code_key; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY games
    ADD CONSTRAINT games_code_key UNIQUE (code);


--
-- Name: games games_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY games
    ADD CONSTRAINT games_pkey PRIMARY KEY (game_id);


--
-- Name: gaps gaps_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY gaps
    ADD CONSTRAINT gaps_pkey PRIMARY KEY (from_at);


--
-- Name: host_responses host_responses_number_key; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY host_responses
    ADD CONSTRAINT host_responses_number_key UNIQUE (number);


--
-- Name: host_responses host_responses_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY host_responses
    ADD CONSTRAINT host_responses_pkey PRIMARY KEY (participant_id, key);


--
-- Name: hosts_alive hosts_alive_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY hosts_alive
    ADD CONSTRAINT hosts_alive_pkey PRIMARY KEY (host);


--
-- Name: library library_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY library
    ADD CONSTRAINT library_pkey PRIMARY KEY (is_only);


--
-- Name: outcomes outcomes_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY outcomes
    ADD CONSTRAINT outcomes_pkey PRIMARY KEY (game_id, participant_id, key);


--
-- Name: outlooks outlooks_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY outlooks
    ADD CONSTRAINT outlooks_pkey PRIMARY KEY (game_id);


--
-- Name: owner_libraries owner_libraries_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY owner_libraries
    ADD CONSTRAINT owner_libraries_pkey PRIMARY KEY (owner_id);


--
-- Name: recent_joins recent_joins_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY recent_joins
    ADD CONSTRAINT recent_joins_pkey PRIMARY KEY (participant_id);


--
-- Name: seats seats_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY seats
    ADD CONSTRAINT seats_pkey PRIMARY KEY (participant_id);


--
-- Name: settings settings_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);


--
-- Name: shared_clock shared_clock_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY shared_clock
    ADD CONSTRAINT shared_clock_pkey PRIMARY KEY (is_only);


--
-- Name: tickets tickets_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (hash);


--
-- Name: trading_game_versions trading_game_versions_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY trading_game_versions
    ADD CONSTRAINT trading_game_versions_pkey PRIMARY KEY (version);


--
-- Name: transaction_marks transaction_marks_pkey; Type: CONSTRAINT; Owner: -
--

ALTER TABLE ONLY transaction_marks
    ADD CONSTRAINT transaction_marks_pkey PRIMARY KEY (id);


--
-- Name: host_responses_by_age; Type: INDEX; Owner: -
--

CREATE INDEX host_responses_by_age ON host_responses USING btree (made_at);


--
-- Name: outcomes_in_any_game; Type: INDEX; Owner: -
--

CREATE INDEX outcomes_in_any_game ON outcomes USING btree (participant_id, key);


--
-- Name: outlooks_by_continued; Type: INDEX; Owner: -
--

CREATE INDEX outlooks_by_continued ON outlooks USING btree (continues) WHERE (continues IS NOT NULL);


--
-- Name: outlooks_by_due; Type: INDEX; Owner: -
--

CREATE INDEX outlooks_by_due ON outlooks USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: outlooks_in_progress; Type: INDEX; Owner: -
--

CREATE INDEX outlooks_in_progress ON outlooks USING btree (game_id) WHERE (status = 'in_progress'::text);


--
-- Name: recent_joins_by_age; Type: INDEX; Owner: -
--

CREATE INDEX recent_joins_by_age ON recent_joins USING btree (at);


--
-- Name: recent_joins_of_game; Type: INDEX; Owner: -
--

CREATE INDEX recent_joins_of_game ON recent_joins USING btree (game_id);


--
-- Name: seats_of_game; Type: INDEX; Owner: -
--

CREATE INDEX seats_of_game ON seats USING btree (game_id);


--
-- Name: tickets_by_expiry; Type: INDEX; Owner: -
--

CREATE INDEX tickets_by_expiry ON tickets USING btree (expires_at);


--
-- Name: tickets_of_game; Type: INDEX; Owner: -
--

CREATE INDEX tickets_of_game ON tickets USING btree (game_id);


--
-- Name: transaction_marks_by_age; Type: INDEX; Owner: -
--

CREATE INDEX transaction_marks_by_age ON transaction_marks USING btree (made_at);


--
-- Name: checkpoints checkpoints_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY checkpoints
    ADD CONSTRAINT checkpoints_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: events events_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY events
    ADD CONSTRAINT events_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: outcomes outcomes_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY outcomes
    ADD CONSTRAINT outcomes_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: outlooks outlooks_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY outlooks
    ADD CONSTRAINT outlooks_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: recent_joins recent_joins_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY recent_joins
    ADD CONSTRAINT recent_joins_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: seats seats_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY seats
    ADD CONSTRAINT seats_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- Name: tickets tickets_game_id_fkey; Type: FK CONSTRAINT; Owner: -
--

ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(game_id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--



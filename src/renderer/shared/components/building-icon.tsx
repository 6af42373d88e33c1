/** An icon per building. The name is always beside it, so it is hidden from screen readers. */
import {
  Factory,
  GraduationCap,
  Hospital,
  type LucideIcon,
  Pickaxe,
  Pill,
  Route,
  Utensils,
  Wheat,
} from 'lucide-react';
import type { Building } from '../../../game/catalogue.ts';

const ICONS: Readonly<Record<Building, LucideIcon>> = {
  farm: Wheat,
  mine: Pickaxe,
  electrical_factory: Factory,
  medical_factory: Pill,
  school: GraduationCap,
  hospital: Hospital,
  restaurant: Utensils,
  infrastructure: Route,
};

export interface BuildingIconProps {
  readonly building: Building;
  /** CSS length. */
  readonly size?: string;
  readonly className?: string | undefined;
}

export function BuildingIcon({ building, size = '1.5em', className }: BuildingIconProps) {
  const Icon = ICONS[building];
  return <Icon aria-hidden="true" width={size} height={size} strokeWidth={2} className={className} />;
}

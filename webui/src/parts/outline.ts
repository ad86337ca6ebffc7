// An icon's shapes as one line: a row of the list has icons, and each element of them would be made
// and kept up for each row.
import type { IconNode } from 'lucide';

type Shape = IconNode[number];

const number = (value: string | number | undefined) => Number(value ?? 0);

function line([tag, attributes]: Shape): string {
  switch (tag) {
    case 'path':
      // A small m would count from where the shape before ends.
      return String(attributes.d).replace(/^m/, 'M0 0m');
    case 'polyline':
      return `M${String(attributes.points)}`;
    case 'circle': {
      const [x, y, r] = [attributes.cx, attributes.cy, attributes.r].map(number) as Triple;
      return rounded(x - r, y - r, 2 * r, 2 * r, r);
    }
    case 'rect': {
      const { x, y, width, height, rx } = attributes;
      return rounded(number(x), number(y), number(width), number(height), number(rx));
    }
    default:
      throw new Error(`no line for ${tag}`);
  }
}

type Triple = [number, number, number];

/** A rectangle with round corners; with nothing but corners it is a circle. */
function rounded(x: number, y: number, width: number, height: number, r: number): string {
  const [across, down] = [width - 2 * r, height - 2 * r];
  const arc = (dx: number, dy: number) => `a${[r, r, 0, 0, 1, dx, dy].join(' ')}`;
  const [h, v] = [String(across), String(down)];
  return (
    `M${String(x + r)} ${String(y)}h${h}${arc(r, r)}v${v}${arc(-r, r)}` +
    `h-${h}${arc(-r, -r)}v-${v}${arc(r, -r)}z`
  );
}

const known = new Map<IconNode, string>();

/** The `d` of one path that draws the icon. */
export function outline(icon: IconNode): string {
  const old = known.get(icon);
  if (old !== undefined) return old;
  const made = icon.map(line).join('');
  known.set(icon, made);
  return made;
}

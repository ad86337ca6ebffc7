// QR codes as paths: dark modules on light with the quiet zone that readers need, in any theme.
import { encode } from 'uqr';

/** Light modules around; the standard asks for four. */
const QUIET = 4;

export interface Qr {
  /** Modules on each side, the quiet zone included. */
  size: number;
  /** The dark modules, for the `d` of an SVG path. */
  path: string;
  dark: readonly (readonly boolean[])[];
}

/** Null for a text that no QR code can hold. */
export function qrOf(text: string): Qr | null {
  try {
    const { data, size } = encode(text, { ecc: 'M', border: QUIET });
    return { size, dark: data, path: pathOf(data) };
  } catch {
    return null;
  }
}

/** Each run of dark modules in a row is one rectangle. */
function pathOf(dark: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  dark.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      let end = x;
      while (row[end] === true) end += 1;
      parts.push(`M${String(x)} ${String(y)}h${String(end - x)}v1H${String(x)}z`);
      x = end;
    }
  });
  return parts.join('');
}

/** As a file of its own. */
export function svgOf(qr: Qr): string {
  const size = String(qr.size);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${qr.path}"/></svg>`
  );
}

/** As a picture with so many pixels for a module; null where the browser cannot draw. */
export function pngOf(qr: Qr, scale = 8): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = qr.size * scale;
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(null);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.fillStyle = '#000';
  context.fill(new Path2D(qr.path));
  return new Promise((done) => {
    canvas.toBlob(done, 'image/png');
  });
}

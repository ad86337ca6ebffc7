// What storage costs. Amounts of a token are larger than numbers are exact, so they are big integers,
// and decimal texts on the wire.

import type { PurchaseTerms, SoldDataset, TermBounds } from '../api/types.gen';
import { locale } from './locale.svelte';

/** An amount in groups, however large. */
export function amount(value: bigint): string {
  return new Intl.NumberFormat(locale.tag).format(value);
}

/** A typed whole number with whatever separates its groups; null for what is none. */
export function wholeNumber(text: string): bigint | null {
  const plain = text.replace(/[\s_.,'’]/g, '');
  // A separator stands between groups of three: all else is a fraction.
  const grouped = /^\d{1,3}([\s_.,'’]\d{3})*$/.test(text.trim());
  return /^\d+$/.test(text.trim()) || (grouped && /^\d+$/.test(plain)) ? BigInt(plain) : null;
}

/** Whether a value is within its bounds. */
export function within(value: bigint, bounds: TermBounds): boolean {
  return value >= BigInt(bounds.min) && value <= BigInt(bounds.max);
}

/** Most hosts that may be lost of so many: the content is in as many others at least, and in two. */
export function mostTolerance(nodes: bigint): bigint {
  const half = nodes / 2n;
  const rest = nodes > 2n ? nodes - 2n : 0n;
  return half < rest ? half : rest;
}

export interface Spread {
  nodes: bigint;
  tolerance: bigint;
  blockSize: number;
}

/** Bytes that each host stores of a dataset: whole blocks; null when it has too few of them. */
export function bytesPerHost(size: number, { nodes, tolerance, blockSize }: Spread): bigint | null {
  const block = BigInt(blockSize);
  const blocks = (BigInt(size) + block - 1n) / block;
  const parts = nodes - tolerance;
  if (parts <= 0n || blocks < parts) return null;
  return ((blocks + parts - 1n) / parts) * block;
}

export interface Sum {
  /** Datasets that are bought. */
  count: number;
  /** Those that are too small for it. */
  small: number;
  /** Bytes that one host stores of them. */
  bytes: bigint;
  /** Price × bytes × seconds × hosts, in the token's smallest unit. */
  price: bigint;
  /** What all hosts together put at stake. */
  collateral: bigint;
}

export interface Order extends Spread {
  price: bigint;
  collateral: bigint;
  duration: bigint;
}

/** What datasets cost together. One whose size nobody knows counts as too small: it is a record. */
export function sumOf(sizes: readonly (number | null)[], order: Order): Sum {
  const stored = sizes.map((size) => (size === null ? null : bytesPerHost(size, order)));
  const bought = stored.filter((bytes) => bytes !== null);
  const bytes = bought.reduce((sum, one) => sum + one, 0n);
  return {
    count: bought.length,
    small: stored.length - bought.length,
    bytes,
    price: order.price * bytes * order.duration * order.nodes,
    collateral: order.collateral * bytes * order.nodes,
  };
}

/** The same of a purchase that was made; null when its size is not known or it is too small. */
export function priceOf(
  size: number | null,
  terms: PurchaseTerms,
  blockSize: number,
): bigint | null {
  const sum = sumOf([size], {
    nodes: BigInt(terms.nodes),
    tolerance: BigInt(terms.tolerance),
    blockSize,
    price: BigInt(terms.price_per_byte_per_second),
    collateral: BigInt(terms.collateral_per_byte),
    duration: BigInt(terms.duration),
  });
  return sum.count === 0 ? null : sum.price;
}

/** Datasets that a request buys; `again`: those too of which nobody knows whether they are. */
export function due(datasets: readonly SoldDataset[], again: boolean): readonly SoldDataset[] {
  const words = again ? ['yes', 'unclear'] : ['yes'];
  return datasets.filter((one) => words.includes(one.due));
}

/** Datasets that cannot be bought, whatever the terms. */
export function tooSmall(datasets: readonly SoldDataset[]): number {
  return datasets.filter((one) => one.due === 'never').length;
}

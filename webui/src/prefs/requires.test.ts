import { expect, test } from 'vitest';
import type { OptionValue } from '../api/types';
import { blockedBy } from './requires';

function values(all: Record<string, OptionValue>) {
  return (key: string) => all[key];
}

test('an option waits for its switch', () => {
  expect(blockedBy('temp_path', values({ temp_path_enabled: false }))).toBe('temp_path_enabled');
  expect(blockedBy('temp_path', values({ temp_path_enabled: true }))).toBeUndefined();
});

test('and for the switch of its switch', () => {
  const off = values({ file_log_enabled: false, file_log_backup_enabled: true });
  expect(blockedBy('file_log_max_size', off)).toBe('file_log_enabled');
});

test('a choice of nothing is off', () => {
  expect(blockedBy('proxy_ip', values({ proxy_type: 'None' }))).toBe('proxy_type');
  expect(blockedBy('proxy_ip', values({ proxy_type: 'SOCKS5' }))).toBeUndefined();
});

test('a switch that is not shown blocks nothing, and most options have none', () => {
  expect(blockedBy('temp_path', values({}))).toBeUndefined();
  expect(blockedBy('save_path', values({}))).toBeUndefined();
});

// Priorities of files in words.
import { t } from '../i18n/more';
import type { Priority } from '../lib/tree';

export function priorityText(priority: Priority | 'mixed'): string {
  const words = t.fileTree.priorities;
  switch (priority) {
    case 0:
      return words.none;
    case 1:
      return words.normal;
    case 6:
      return words.high;
    case 7:
      return words.maximum;
    case 'mixed':
      return words.mixed;
  }
}

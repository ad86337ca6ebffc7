// All that can be done with the selected items, in the order of the menu: one list for toolbar, menu,
// keys and help. What the back end lacks is hidden; what does not fit the selection is disabled.

import { t } from '../i18n';
import type { IconName } from '../parts/icons';
import type { Entry, Item } from '../parts/menu';
import { askCodex, moveInQueue, publish, setFirstLast, setSequential } from './actions';
import { askRecheck, askRemove, askUnpublish } from './asking';
import { capabilities } from './capabilities.svelte';
import { chosen, type Facts, tri } from './chosen.svelte';
import { copyOf, exportTorrents } from './copying';
import { dialogs } from './dialogs.svelte';
import { readable } from './keynames';
import { live } from './maindata.svelte';
import { categoryItems, copyItems, tagItems } from './submenus';
import { forceStart, setAuto, start, stop } from './undoable';

/** Lines stand between groups. */
type Group = 'run' | 'remove' | 'place' | 'sort' | 'limit' | 'order' | 'check' | 'codex' | 'give';

export interface Command {
  id: CommandId;
  group: Group;
  icon?: IconName;
  label: () => string;
  /** As `keys` understands them. */
  keys?: readonly string[];
  danger?: boolean;
  /** Whether server and node have such a thing at all; yes where nothing is said. */
  offered?: () => boolean;
  /** Whether it fits what is selected. */
  when: (facts: Facts) => boolean;
  checked?: (facts: Facts) => boolean | 'mixed';
  run?: (facts: Facts) => void;
  items?: (facts: Facts) => readonly Entry[];
}

export type CommandId =
  | 'start'
  | 'stop'
  | 'forceStart'
  | 'remove'
  | 'removeFiles'
  | 'location'
  | 'rename'
  | 'renameFiles'
  | 'category'
  | 'tags'
  | 'auto'
  | 'comment'
  | 'limits'
  | 'shareLimits'
  | 'sequential'
  | 'firstLast'
  | 'recheck'
  | 'ask'
  | 'queue'
  | 'queueTop'
  | 'queueUp'
  | 'queueDown'
  | 'queueBottom'
  | 'publish'
  | 'unpublish'
  | 'copy'
  | 'copyLink'
  | 'export';

const any = (facts: Facts) => facts.count > 0;
const single = (facts: Facts) => facts.count === 1;

export const commands: readonly Command[] = [
  {
    id: 'start',
    group: 'run',
    icon: 'play',
    label: () => t.commands.start,
    keys: ['R'],
    when: any,
    run: ({ ids }) => void start(ids),
  },
  {
    id: 'stop',
    group: 'run',
    icon: 'stop',
    label: () => t.commands.stop,
    keys: ['S'],
    when: (facts) => facts.stopped < facts.count,
    run: ({ ids }) => void stop(ids),
  },
  {
    id: 'forceStart',
    group: 'run',
    icon: 'force',
    label: () => t.commands.forceStart,
    keys: ['F'],
    when: any,
    checked: (facts) => tri(facts.forced, facts.count),
    run: (facts) => void forceStart(facts.ids, facts.forced < facts.count),
  },
  {
    id: 'remove',
    group: 'remove',
    icon: 'trash',
    label: () => t.commands.remove,
    keys: ['Delete'],
    danger: true,
    when: any,
    run: ({ ids }) => void askRemove(ids),
  },
  {
    id: 'location',
    group: 'place',
    icon: 'move',
    label: () => t.commands.location,
    keys: ['L'],
    when: any,
    run: ({ ids }) => void dialogs.open('location', { ids }),
  },
  {
    id: 'rename',
    group: 'place',
    icon: 'pencil',
    label: () => t.commands.rename,
    keys: ['F2'],
    when: single,
    run: ({ ids: [id] }) => {
      if (id !== undefined) void dialogs.open('rename', { id });
    },
  },
  {
    id: 'renameFiles',
    group: 'place',
    label: () => t.commands.renameFiles,
    when: (facts) => facts.count === 1 && facts.known === 1,
    run: ({ ids: [id] }) => {
      if (id !== undefined) void dialogs.open('renameFiles', { id });
    },
  },
  {
    id: 'category',
    group: 'sort',
    icon: 'folder',
    label: () => t.commands.category,
    keys: ['C'],
    when: any,
    run: ({ ids }) => void dialogs.open('pickCategory', { ids }),
    items: categoryItems,
  },
  {
    id: 'tags',
    group: 'sort',
    icon: 'tags',
    label: () => t.commands.tags,
    keys: ['T'],
    when: any,
    run: ({ ids }) => void dialogs.open('pickTags', { ids }),
    items: tagItems,
  },
  {
    id: 'auto',
    group: 'sort',
    label: () => t.commands.auto,
    when: any,
    checked: (facts) => tri(facts.auto, facts.count),
    run: (facts) => void setAuto(facts.ids, facts.auto < facts.count),
  },
  {
    id: 'comment',
    group: 'sort',
    label: () => t.commands.comment,
    when: any,
    run: ({ ids }) => void dialogs.open('comment', { ids }),
  },
  {
    id: 'limits',
    group: 'limit',
    icon: 'gauge',
    label: () => t.commands.limits,
    when: any,
    run: ({ ids }) => void dialogs.open('limits', { ids }),
  },
  {
    id: 'shareLimits',
    group: 'limit',
    label: () => t.commands.shareLimits,
    when: any,
    run: ({ ids }) => void dialogs.open('shareLimits', { ids }),
  },
  {
    id: 'sequential',
    group: 'order',
    label: () => t.commands.sequential,
    when: (facts) => facts.complete < facts.count,
    checked: (facts) => tri(facts.sequential, facts.count),
    run: (facts) => void setSequential(facts.ids, facts.sequential < facts.count),
  },
  {
    id: 'firstLast',
    group: 'order',
    label: () => t.commands.firstLast,
    when: (facts) => facts.complete < facts.count,
    checked: (facts) => tri(facts.firstLast, facts.count),
    run: (facts) => void setFirstLast(facts.ids, facts.firstLast < facts.count),
  },
  {
    id: 'queue',
    group: 'order',
    icon: 'queue',
    label: () => t.commands.queue,
    offered: queueing,
    when: (facts) => facts.complete < facts.count,
    items: (facts) => commands.filter(isQueueMove).map((command) => itemOf(command, facts)),
  },
  queueMove('queueTop', 'topPrio', 'Alt+Shift+ArrowUp'),
  queueMove('queueUp', 'increasePrio', 'Alt+ArrowUp'),
  queueMove('queueDown', 'decreasePrio', 'Alt+ArrowDown'),
  queueMove('queueBottom', 'bottomPrio', 'Alt+Shift+ArrowDown'),
  {
    id: 'recheck',
    group: 'check',
    icon: 'refresh',
    label: () => t.commands.recheck,
    when: (facts) => facts.known > 0,
    run: ({ ids }) => void askRecheck(ids),
  },
  {
    id: 'ask',
    group: 'check',
    icon: 'antenna',
    label: () => t.commands.ask,
    when: (facts) => facts.complete < facts.count,
    run: ({ ids }) => void askCodex(ids),
  },
  {
    id: 'publish',
    group: 'codex',
    icon: 'send',
    label: () => t.commands.publish,
    keys: ['P'],
    offered: () => capabilities.feature('publish'),
    when: (facts) => facts.publishable > 0,
    run: ({ ids }) => void publish(ids),
  },
  {
    id: 'unpublish',
    group: 'codex',
    label: () => t.commands.unpublish,
    offered: () => capabilities.feature('publish'),
    when: (facts) => facts.published > 0,
    run: ({ ids }) => void askUnpublish(ids),
  },
  {
    id: 'copyLink',
    group: 'give',
    icon: 'link',
    label: () => t.toolbar.copyLink,
    keys: ['Ctrl+C'],
    when: any,
    run: ({ ids }) => void copyOf('link', ids),
  },
  {
    id: 'copy',
    group: 'give',
    icon: 'copy',
    label: () => t.commands.copy,
    when: any,
    items: copyItems,
  },
  {
    id: 'export',
    group: 'give',
    icon: 'download',
    label: () => t.commands.export,
    when: (facts) => facts.known > 0,
    run: ({ ids }) => void exportTorrents(ids),
  },
  {
    // By its key alone: in the menu it is a choice of the dialog.
    id: 'removeFiles',
    group: 'remove',
    label: () => t.commands.removeFiles,
    keys: ['Shift+Delete'],
    when: any,
    run: ({ ids }) => void askRemove(ids, true),
  },
];

/** The command of that name. */
export function commandOf(id: CommandId): Command {
  const found = commands.find((command) => command.id === id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
}

/** Runs it for what is selected, if it is offered and fits. False when it does not. */
export function runCommand(command: Command, facts: Facts = chosen.facts): boolean {
  if (command.run === undefined || command.offered?.() === false || !command.when(facts)) {
    return false;
  }
  command.run(facts);
  return true;
}

/** Only inside a submenu, or by key. */
const NESTED: ReadonlySet<CommandId> = new Set([
  'removeFiles',
  'queueTop',
  'queueUp',
  'queueDown',
  'queueBottom',
]);

/** The menu of what is selected; `without` what stands on buttons already. */
export function menuEntries(facts: Facts, without: readonly CommandId[] = []): readonly Entry[] {
  const entries: Entry[] = [];
  let group: Group | null = null;
  for (const command of commands) {
    if (NESTED.has(command.id) || without.includes(command.id)) continue;
    if (command.offered?.() === false) continue;
    if (group !== null && command.group !== group) entries.push('line');
    group = command.group;
    entries.push(itemOf(command, facts));
  }
  return entries;
}

/** A command as a line of a menu. */
export function itemOf(command: Command, facts: Facts): Item {
  const { items, checked, run } = command;
  return {
    id: command.id,
    label: command.label(),
    icon: command.icon,
    keys: readable(command.keys?.[0]),
    disabled: !command.when(facts),
    danger: command.danger,
    checked: checked?.(facts),
    ...(items !== undefined ? { items: () => items(facts) } : { run: () => run?.(facts) }),
  };
}

function queueing(): boolean {
  return live.data.serverState.queueing === true;
}

function queueMove(
  id: 'queueTop' | 'queueUp' | 'queueDown' | 'queueBottom',
  where: Parameters<typeof moveInQueue>[1],
  keys: string,
): Command {
  return {
    id,
    group: 'order',
    label: () => t.commands[id],
    keys: [keys],
    offered: queueing,
    when: (facts) => facts.complete < facts.count,
    run: ({ ids }) => void moveInQueue(ids, where),
  };
}

function isQueueMove(command: Command): boolean {
  return NESTED.has(command.id) && command.group === 'order';
}

import { beforeEach, expect, test, vi } from 'vitest';
import { capabilitiesOf, nodeSetting, preference, settingsOf } from './fixtures';
import { Form } from './form.svelte';
import type { Option } from './model';

const capabilities = capabilitiesOf({
  dl_limit: preference({ kind: 'int', unit: 'bytes/s', default: 0, min: 0, page: 'Speed' }),
  web_ui_port: preference({ kind: 'int', default: 8080, min: 1, max: 65_535, page: 'Web UI' }),
  web_ui_password: preference({ kind: 'password', default: '', page: 'Web UI' }),
  schedule_from_hour: preference({ kind: 'int', default: 8, page: 'Speed' }),
  schedule_from_min: preference({ kind: 'int', default: 0, page: 'Speed' }),
  fixed: preference({ editable: false }),
});
let values: Record<string, unknown>;
let sent: [string, unknown][];
let refusal: string | null;

beforeEach(() => {
  values = { dl_limit: 0, web_ui_port: 8080, schedule_from_hour: 8, schedule_from_min: 30 };
  sent = [];
  refusal = null;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const path = url.replace('api/v2/', '');
    if (init.method === 'POST') {
      const form = init.body as URLSearchParams;
      const body = JSON.parse(form.get('json') ?? 'null') as Record<string, unknown>;
      sent.push([path, { ...body }]);
      if (refusal !== null) return Promise.resolve(new Response(refusal, { status: 400 }));
      // The password is taken and never told.
      delete body['web_ui_password'];
      if (path === 'app/setPreferences') values = { ...values, ...body };
      return Promise.resolve(new Response(''));
    }
    const answers: Record<string, unknown> = {
      'app/preferences': values,
      'codex/capabilities': capabilities,
      'codex/settings': settingsOf({ storage_quota: nodeSetting({ value: 5, effective: 5 }) }),
    };
    const answer = answers[path];
    if (answer === undefined) return Promise.resolve(new Response('', { status: 404 }));
    return Promise.resolve(Response.json(answer));
  });
});

async function loaded(): Promise<{ form: Form; option: (id: string) => Option }> {
  const form = new Form();
  await form.load();
  return {
    form,
    option: (id) => {
      const one = form.options.find((other) => other.id === id);
      if (one === undefined) throw new Error(`no option ${id}`);
      return one;
    },
  };
}

test('only what has changed is sent, all of it at once', async () => {
  const { form, option } = await loaded();
  form.set(option('preference.dl_limit'), 2048);
  form.set(option('preference.web_ui_port'), 9090);
  form.set(option('preference.web_ui_port'), 8080);
  form.set(option('node.storage_quota'), 6);
  expect([...form.changed]).toEqual(['preference.dl_limit', 'node.storage_quota']);
  expect(form.changesOn('Speed')).toBe(1);
  expect(await form.save()).toBeUndefined();
  expect(sent).toEqual([
    ['app/setPreferences', { dl_limit: 2048 }],
    ['codex/settings', { storage_quota: 6 }],
  ]);
  expect(form.value(option('preference.dl_limit'))).toBe(2048);
  expect(form.changed.size).toBe(0);
  // What the server has after all is shown, not what was wished.
  expect(form.value(option('node.storage_quota'))).toBe(5);
});

test('what the server refuses stays as it was typed, with the reason at its place', async () => {
  const { form, option } = await loaded();
  refusal = 'WebUI password must be at least 6 characters long';
  const password = option('preference.web_ui_password');
  form.set(password, 'short');
  form.set(option('preference.dl_limit'), 4096);
  expect((await form.save())?.id).toBe(password.id);
  expect(form.problem(password)).toBe(refusal);
  expect(form.value(password)).toBe('short');
  expect(form.changed.size).toBe(2);
  // Typing on takes the complaint away.
  form.set(password, 'longer than that');
  expect(form.problem(password)).toBeUndefined();
  refusal = null;
  expect(await form.save()).toBeUndefined();
  expect(form.changed.size).toBe(0);
  expect(form.value(option('preference.web_ui_password'))).toBe('');
});

test('an error that names no option is said beside the button', async () => {
  const { form, option } = await loaded();
  refusal = 'the disk is full';
  form.set(option('preference.dl_limit'), 4096);
  expect(await form.save()).toBeUndefined();
  expect(form.message).toBe('the disk is full');
  expect(form.changed.size).toBe(1);
});

test('a bad number is not sent', async () => {
  const { form, option } = await loaded();
  const port = option('preference.web_ui_port');
  form.type(port, { text: '99999', unit: 0 });
  form.set(port, 99_999);
  form.complain(port, 'Allowed: 1 to 65535.');
  expect((await form.save())?.id).toBe(port.id);
  expect(sent).toEqual([]);
  form.undo(port);
  expect(form.changed.size).toBe(0);
  expect(form.typed(port)).toBeUndefined();
});

test('an hour is sent with its minute', async () => {
  const { form, option } = await loaded();
  form.setTime(option('preference.schedule_from_hour'), 9, 30);
  await form.save();
  expect(sent).toEqual([['app/setPreferences', { schedule_from_hour: 9, schedule_from_min: 30 }]]);
  expect(form.changed.size).toBe(0);
  form.setTime(option('preference.schedule_from_hour'), 9, 45);
  expect(form.changed.size).toBe(1);
  await form.save();
  expect(sent[1]).toEqual(['app/setPreferences', { schedule_from_hour: 9, schedule_from_min: 45 }]);
});

test('another client’s change arrives, and what was typed stays', async () => {
  const { form, option } = await loaded();
  form.set(option('preference.web_ui_port'), 9090);
  values = { ...values, dl_limit: 1024, web_ui_port: 8181 };
  await form.load();
  expect(form.value(option('preference.dl_limit'))).toBe(1024);
  expect(form.value(option('preference.web_ui_port'))).toBe(9090);
  form.undo(option('preference.web_ui_port'));
  expect(form.value(option('preference.web_ui_port'))).toBe(8181);
  form.reset(option('preference.web_ui_port'));
  expect(form.value(option('preference.web_ui_port'))).toBe(8080);
  form.discard();
  expect(form.changed.size).toBe(0);
});

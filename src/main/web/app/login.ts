/** Log-in with a service token. It is tried before it is believed. */

import { get, Refused, remember } from './api';
import { h } from './dom';

export function login(root: Element, why: string, entered: () => void): void {
  const field = h('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    required: true,
    'aria-describedby': 'about-token',
  }) as HTMLInputElement;
  const button = h('button', { type: 'submit', class: 'main' }, 'Log in');
  const told = h('p', { class: 'problem', role: 'alert', id: 'refusal' }, why);
  const form = h(
    'form',
    { class: 'login', 'aria-labelledby': 'login-title' },
    h('h1', { id: 'login-title' }, 'core-database'),
    h('p', {}, 'What the service and its database do, for people on call.'),
    h('label', { for: 'token' }, 'Service token'),
    field,
    button,
    told,
    h(
      'p',
      { class: 'quiet', id: 'about-token' },
      'A JWT of the role service_role. It stays in the memory of this page: closing or reloading it logs you out.',
    ),
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    void attempt(field, button as HTMLButtonElement, told, entered);
  });
  root.replaceChildren(h('main', { id: 'content', class: 'entrance' }, form));
  field.focus();
}

async function attempt(
  field: HTMLInputElement,
  button: HTMLButtonElement,
  told: HTMLElement,
  entered: () => void,
): Promise<void> {
  button.disabled = true;
  told.textContent = '';
  remember(field.value.trim());
  try {
    await get('/api/database/pool');
    field.value = '';
    entered();
  } catch (failure) {
    remember(null);
    button.disabled = false;
    told.textContent = text(failure);
    field.focus();
    field.select();
  }
}

function text(failure: unknown): string {
  if (!(failure instanceof Refused)) {
    return String(failure);
  }
  switch (failure.status) {
    case 401:
      return 'This token is not accepted: it is expired, signed by another key, or no token.';
    case 403:
      return 'This token is valid, but not of the role service_role.';
    case 0:
      return 'The service cannot be reached.';
    default:
      return failure.message;
  }
}

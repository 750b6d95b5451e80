/** Asks before something is done. */

import { h } from './dom';

export function ask(question: string, consequence: string): Promise<boolean> {
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'question', 'aria-describedby': 'consequence' },
    h('h2', { id: 'question' }, question),
    h('p', { id: 'consequence' }, consequence),
    h(
      'p',
      { class: 'choices' },
      h('button', { type: 'button', value: '' }, 'Not now'),
      h('button', { type: 'button', value: 'yes', class: 'main' }, 'Do it'),
    ),
  ) as HTMLDialogElement;
  document.body.append(dialog);
  dialog.addEventListener('click', event => {
    if (event.target instanceof HTMLButtonElement) {
      dialog.close(event.target.value);
    }
  });
  dialog.showModal();
  return new Promise(resolve =>
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    }),
  );
}

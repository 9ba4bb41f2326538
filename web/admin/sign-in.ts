/** The form that asks who is there: user name and password, or a token or API key from elsewhere. */
import { BordereauError, createClient } from '../../client/client.ts';
import { element } from './elements.ts';
import { newSession, type Session } from './session.ts';
import type { Language, Words } from './words.ts';

/** What the form says and whom it tells. */
export interface SignInOptions {
  words: Words;
  language: Language;
  baseUrl: string;
  /** Why the form is shown, where that is no matter of course. */
  reason: string | null;
  onSignedIn: (session: Session) => void;
}

function field(label: string, attributes: Record<string, string>, hint?: string) {
  const id = `field-${attributes.name}`;
  const hintId = `${id}-hint`;
  const input = element('input', {
    id,
    ...attributes,
    spellcheck: 'false',
    autocapitalize: 'none',
    'aria-describedby': hint === undefined ? undefined : hintId,
  });
  const row = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    input,
    hint === undefined ? null : element('p', { id: hintId, class: 'hint' }, hint),
  );
  return { input, row };
}

/** The form; it focuses its first field once it is in the page. */
export function signInView(options: SignInOptions): HTMLElement {
  const { words, language, baseUrl, reason, onSignedIn } = options;
  const username = field(words.username, { name: 'username', type: 'text', autocomplete: 'username' });
  const password = field(words.password, {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
  });
  const token = field(words.token, { name: 'token', type: 'password', autocomplete: 'off' }, words.tokenHint);
  const message = element('p', { class: 'message', role: 'alert' }, reason ?? '');
  const submit = element('button', { type: 'submit', class: 'primary' }, words.signIn);
  const tokenPart = element('details', {}, element('summary', {}, words.useToken), token.row);
  const form = element(
    'form',
    { class: 'sign-in', novalidate: true, 'aria-labelledby': 'sign-in-title' },
    element('h2', { id: 'sign-in-title' }, words.signIn),
    element('p', { class: 'lead' }, words.signInLead),
    message,
    username.row,
    password.row,
    tokenPart,
    submit,
    element('p', { class: 'hint' }, words.storedOnTab),
  );

  const refuse = (text: string, input: HTMLInputElement) => {
    message.textContent = text;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  };

  async function signIn(): Promise<void> {
    for (const { input } of [username, password, token]) input.removeAttribute('aria-invalid');
    const pasted = tokenPart.open ? token.input.value.trim().replace(/^Bearer\s+/i, '') : '';
    if (pasted !== '') return onSignedIn(newSession(pasted));
    for (const { input, row } of [username, password]) {
      if (input.value === '')
        return refuse(`${row.querySelector('label')?.textContent}${words.colon}${words.missing}`, input);
    }
    submit.disabled = true;
    try {
      const { body } = await createClient({ baseUrl, language }).call('identity.createToken', {
        body: { username: username.input.value, password: password.input.value },
      });
      onSignedIn(newSession(body.access_token));
    } catch (error) {
      const text =
        error instanceof BordereauError && error.status !== 0 ? error.message : `${words.unreachable}.`;
      refuse(text, password.input);
    } finally {
      submit.disabled = false;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void signIn();
  });
  queueMicrotask(() => username.input.focus());
  return form;
}

/** `/admin`: signs in, asks the API every 30 seconds, and shows what it said. */
import { BordereauError, createClient } from '../../client/client.ts';
import { dashboardView, type History, remember } from './dashboard.ts';
import { button, element } from './elements.ts';
import { figuresIn } from './figures.ts';
import { refreshClock } from './refresh-clock.ts';
import { saveReport } from './save-report.ts';
import { identityOf, type Session, storedSession, storeSession } from './session.ts';
import { signInView } from './sign-in.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { firstLanguage, type Language, rememberLanguage, WORDS } from './words.ts';

const REFRESH_SECONDS = 30;
/** After which a request is given up, so that one that hangs does not stop the page. */
const PATIENCE_MS = 15_000;

const baseUrl = location.origin;
const page = document.getElementById('page') as HTMLElement;

let language = firstLanguage();
let session = storedSession();
let snapshot: Snapshot | null = null;
let history: History = { processor: [], memory: [] };
/** Why the sign-in form is shown, or the last refresh failed: a key of the words, so that it can be told anew. */
let reason: 'sessionExpired' | 'notAdministrator' | 'signedOut' | null = null;
let problem: { key: 'unreachable' | 'tooManyRequests' | 'failed'; detail: string } | null = null;
let running: AbortController | null = null;
const clock = refreshClock(REFRESH_SECONDS, Date.now());

/** Parts that outlive a refresh: made once, filled anew. */
const skip = element('a', { class: 'skip', href: '#content' });
const title = element('h1');
const languages = element('div', { class: 'languages', role: 'group' });
const signOut = button('', () => leave('signedOut'), { class: 'quiet' });
const statusLine = element('p', { class: 'status-line', role: 'status', 'aria-live': 'polite' });
const lastUpdate = element('span', { class: 'last-update' });
const countdown = element('span', { class: 'countdown', role: 'timer', 'aria-live': 'off' });
const pauseButton = button('', togglePause, { class: 'pause' });
const refreshButton = button('', () => void refresh(), { class: 'refresh' });
const controls = element(
  'section',
  { class: 'controls' },
  statusLine,
  element('p', { class: 'times' }, lastUpdate, countdown),
  element('div', { class: 'buttons' }, pauseButton, refreshButton),
);
const problemBox = element('div', { class: 'problem', role: 'alert' });
const toast = element('p', { class: 'toast', role: 'status', 'aria-live': 'polite' });
const content = element('main', { id: 'content', tabindex: '-1' });
const documentation = element('a', { href: '/docs' });

page.append(
  skip,
  element(
    'header',
    { class: 'top' },
    element('div', { class: 'brand' }, element('img', { src: '/admin/icon.svg', alt: '' }), title),
    element('div', { class: 'account' }, languages, signOut),
  ),
  controls,
  content,
  element('footer', {}, documentation),
);

function words() {
  return WORDS[language];
}

/** Changes a text only when it is another, so that nothing is read out twice. */
function setText(of: HTMLElement, text: string): void {
  if (of.textContent !== text) of.textContent = text;
}

function choose(chosen: Language): void {
  language = chosen;
  rememberLanguage(chosen);
  show();
}

function showFrame(): void {
  const now = words();
  document.documentElement.lang = language;
  document.title = `${now.product} – ${now.title}`;
  title.replaceChildren(now.product, ' ', element('span', {}, now.title));
  setText(skip, now.skip);
  setText(signOut, now.signOut);
  setText(refreshButton, now.refresh);
  setText(documentation, now.documentation);
  languages.setAttribute('aria-label', now.language);
  controls.setAttribute('aria-label', now.status);
  languages.replaceChildren(
    ...(['fr', 'en'] as const).map((each) =>
      button(each.toUpperCase(), () => choose(each), {
        lang: each,
        'aria-label': each === 'fr' ? 'Français' : 'English',
        'aria-pressed': String(each === language),
        'data-key': `language-${each}`,
      }),
    ),
  );
  signOut.hidden = session === null;
  controls.hidden = session === null;
}

/** The line that changes every second. */
function showClock(): void {
  const now = words();
  const figures = figuresIn(language);
  const state = running
    ? ['busy', now.refreshing]
    : problem
      ? ['bad', now[problem.key]]
      : clock.paused
        ? ['idle', now.paused]
        : snapshot
          ? ['good', now.upToDate]
          : ['busy', now.loading];
  statusLine.dataset.state = state[0];
  setText(statusLine, state[1] ?? '');
  setText(lastUpdate, `${now.lastUpdate} ${snapshot ? figures.time(snapshot.takenAt) : now.never}`);
  const left = clock.secondsLeft(Date.now());
  setText(countdown, left === null ? now.paused : `${now.nextIn} ${left} s`);
  setText(pauseButton, clock.paused ? now.resume : now.pause);
  pauseButton.setAttribute('aria-pressed', String(clock.paused));
  refreshButton.disabled = running !== null;
}

function showProblem(): void {
  problemBox.hidden = problem === null;
  if (!problem) return;
  const now = words();
  const lead =
    problem.key === 'unreachable' ? (snapshot ? now.unreachableLead : now.unreachableFirst) : problem.detail;
  const text = `${now[problem.key]}. ${lead}`;
  setText(problemBox, text);
}

/** Makes the page anew, and gives the focus back to what had it. */
function show(): void {
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  showFrame();
  if (!session) {
    content.replaceChildren(
      signInView({
        words: words(),
        language,
        baseUrl,
        reason: reason && words()[reason],
        onSignedIn: enter,
      }),
    );
  } else {
    const reading = { words: words(), figures: figuresIn(language) };
    content.replaceChildren(
      problemBox,
      snapshot
        ? dashboardView(reading, snapshot, history, { exportReport })
        : element('p', { class: 'loading' }, words().loading),
      toast,
    );
    content.classList.toggle('stale', problem !== null && snapshot !== null);
    showProblem();
    showClock();
  }
  if (focused !== undefined) {
    page.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function enter(entered: Session): void {
  session = entered;
  storeSession(entered);
  reason = null;
  problem = null;
  clock.restart(Date.now(), 0);
  if (clock.paused) clock.resume(Date.now());
  show();
  content.focus();
  void refresh();
}

/** Forgets who was here, and everything that was shown to them. */
function leave(why: typeof reason): void {
  running?.abort();
  running = null;
  session = null;
  snapshot = null;
  problem = null;
  history = { processor: [], memory: [] };
  reason = why;
  storeSession(null);
  toast.textContent = '';
  show();
}

function clientOf(of: Session, signal: AbortSignal) {
  return createClient({ baseUrl, language, signal, ...identityOf(of) });
}

async function refresh(): Promise<void> {
  if (!session || running) return;
  if (session.expiresAtMs !== null && session.expiresAtMs <= Date.now()) return leave('sessionExpired');
  const asking = new AbortController();
  running = asking;
  showClock();
  try {
    const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const taken = await takeSnapshot(clientOf(session, signal));
    if (asking.signal.aborted) return;
    snapshot = taken;
    problem = null;
    remember(history, taken);
    clock.restart(Date.now());
  } catch (error) {
    if (asking.signal.aborted) return;
    const status = error instanceof BordereauError ? error.status : 0;
    if (status === 401) return leave('sessionExpired');
    if (status === 403) return leave('notAdministrator');
    problem = {
      key: status === 0 ? 'unreachable' : status === 429 ? 'tooManyRequests' : 'failed',
      detail: status === 0 ? '' : (error as Error).message,
    };
    clock.restart(Date.now());
  } finally {
    if (running === asking) running = null;
  }
  show();
}

function togglePause(): void {
  if (clock.paused) clock.resume(Date.now());
  else clock.pause();
  showClock();
}

function exportReport(report: Snapshot['reports']['reports'][number]): void {
  if (!session) return;
  const of = session;
  setText(toast, `${words().exporting} ${report.document_name}`);
  saveReport(clientOf(of, new AbortController().signal), report).then(
    (name) => setText(toast, name === null ? words().exportLarge : `${words().exported} ${name}`),
    (error: Error) => {
      if (error instanceof BordereauError && error.status === 401) return leave('sessionExpired');
      setText(toast, words().exportFailed + words().colon + error.message);
    },
  );
}

setInterval(() => {
  if (!session || document.hidden) return;
  if (clock.isDue(Date.now())) void refresh();
  else showClock();
}, 1000);
// A tab that comes back shows what is, not what was.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && session && clock.isDue(Date.now())) void refresh();
});

show();
void refresh();

// Keys for coordinators: one letter each, so only outside fields, without Ctrl, Alt or Cmd, and to be switched off (WCAG 2.1.4).
// Everything they do can be done without them, and each is a press on a link, button or field that is on the page anyway.
const OFF = 'zelfscan-shortcuts-off'
const LINKS = '.queue th[scope="row"] a'
const dialog = document.getElementById('shortcuts')
const opener = document.getElementById('shortcuts-open')
const toggle = document.getElementById('shortcuts-on')

const stored = () => { try { return localStorage.getItem(OFF) === '1' } catch { return false } }
function store (off) { try { if (off) localStorage.setItem(OFF, '1'); else localStorage.removeItem(OFF) } catch { /* then it holds for this page */ } }
let off = stored()

const typing = (element) => element.closest('input, textarea, select, [contenteditable], dialog') !== null

// The next link of the list from where the focus is: from none the first, or the last.
function step (forward) {
  const links = [...document.querySelectorAll(LINKS)]
  const row = document.activeElement.closest?.('tr')
  const here = row ? links.findIndex(link => row.contains(link)) : -1
  const next = here < 0 ? (forward ? 0 : links.length - 1) : here + (forward ? 1 : -1)
  links[next]?.focus()
}

function open () {
  const row = document.activeElement.closest?.('tr')
  row?.querySelector('th[scope="row"] a')?.click()
}

// To a field, opening what it is folded into.
function to (selector) {
  const field = document.querySelector(selector)
  for (let fold = field?.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
  field?.focus()
}

const KEYS = {
  j: () => step(true),
  k: () => step(false),
  o: open,
  a: () => to('#reason-approve'),
  c: () => to('#reason-request_changes'),
  r: () => to('#reason-reject'),
  n: () => to('#note'),
  '/': () => to('#q'),
  '?': () => dialog.showModal()
}

if (dialog && opener && toggle) {
  opener.parentElement.hidden = false
  opener.addEventListener('click', () => dialog.showModal())
  toggle.checked = !off
  toggle.addEventListener('change', () => { off = !toggle.checked; store(off) })
  document.addEventListener('keydown', (event) => {
    const work = KEYS[event.key]
    if (off || !work || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return
    event.preventDefault()
    work()
  })
}

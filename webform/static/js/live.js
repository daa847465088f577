// Filters that answer at once: what is ticked, typed or removed fetches the same page that the form would open, and puts its
// results, numbers and chips in the place of those that are there. The address follows, so that Back and a copied address work.
// When anything fails, the browser opens the page as it would without this script.

const KEPT = ['map', 'view'] // what stands in the address and is no filter
const PARTS = ['chips', 'found', 'filters-on']
const PAUSE = 400 // milliseconds after the last letter

let asked = null

function parameters (form) {
  const chosen = [...new FormData(form)].filter(([, value]) => String(value).trim())
  const view = new URLSearchParams(location.search).get('view')
  return new URLSearchParams([...chosen, ...(view ? [['view', view]] : [])])
}

// An address of ours as it is shown: with the view of now, and without where the map stood: new results, new place.
function withView (href) {
  const address = new URL(href, location.href)
  const view = new URLSearchParams(location.search).get('view')
  if (view) address.searchParams.set('view', view)
  return address
}

function replace (id, page) {
  const [here, there] = [document.getElementById(id), page.getElementById(id)]
  if (here && there) here.replaceChildren(...there.childNodes)
}

// The numbers behind the choices, in the lists that stay as open, as scrolled and as searched as they are.
function replaceFilters (page) {
  const focused = document.activeElement
  const [name, value] = [focused?.name, focused?.value]
  for (const filter of document.querySelectorAll('.filter')) {
    const key = filter.dataset.filter
    replace(`choices-${key}`, page)
    replace(`on-${key}`, page)
    filter.querySelector('[data-find]')?.dispatchEvent(new Event('input'))
  }
  if (focused?.type === 'checkbox' && !focused.isConnected) {
    document.querySelector(`.filter input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)?.focus({ preventScroll: true })
  }
}

async function fetchPage (address, signal) {
  const question = new URL(address)
  for (const name of KEPT) question.searchParams.delete(name)
  const answer = await fetch(question, { credentials: 'same-origin', signal, headers: { Accept: 'text/html' } })
  if (!answer.ok) throw new Error(`${question}: ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

async function show (address, changed, keep) {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  document.getElementById('found')?.setAttribute('aria-busy', 'true')
  try {
    const page = await fetchPage(address, signal)
    if (!page.getElementById('found')) throw new Error('no results in the page')
    if (keep) keep(address)
    replaceFilters(page)
    PARTS.forEach(id => replace(id, page))
    document.title = page.title
    document.getElementById('found-status').textContent = document.getElementById('list')?.textContent ?? ''
    document.querySelector('.site-header a[hreflang]')?.setAttribute('href', page.querySelector('.site-header a[hreflang]')?.getAttribute('href') ?? '')
    await changed()
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address)
  } finally {
    if (!signal.aborted) document.getElementById('found')?.removeAttribute('aria-busy')
  }
}

const push = (address) => history.pushState(null, '', address)
const put = (address) => history.replaceState(null, '', address)

function startFinding (form) {
  for (const find of form.querySelectorAll('[data-find]')) {
    find.closest('.filter__find').hidden = false
    find.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
    find.addEventListener('input', () => {
      const words = find.value.trim().toLocaleLowerCase()
      for (const pick of find.closest('.filter').querySelectorAll('.pick')) {
        pick.hidden = !pick.querySelector('.pick__label').textContent.toLocaleLowerCase().includes(words)
      }
    })
  }
}

// One list open at a time, where they lie over the page; closed by Escape and by a press elsewhere.
function startFolding (form) {
  const all = form.querySelector('.filters__all')
  const lists = [...form.querySelectorAll('.filter')]
  const wide = window.matchMedia('(min-width: 56em)')
  const fit = () => { if (wide.matches) all.open = true }
  wide.addEventListener('change', fit)
  fit()
  if (!wide.matches) all.open = false
  const close = (except) => { if (wide.matches) lists.forEach(list => { if (list !== except) list.open = false }) }
  for (const list of lists) list.addEventListener('toggle', () => { if (list.open) close(list) })
  document.addEventListener('click', event => { if (!event.target.closest('.filter')) close(null) })
  form.addEventListener('keydown', event => {
    const list = event.target.closest('.filter[open]')
    if (event.key !== 'Escape' || !list) return
    list.open = false
    list.querySelector('summary').focus()
  })
}

// changed: called, and awaited, when the address has other filters and the page shows them
export function startLive (changed) {
  const form = document.getElementById('filters')
  if (!form) return
  startFolding(form)
  startFinding(form)
  const address = () => new URL(`${form.getAttribute('action')}?${parameters(form)}`, location.href)
  let typing = null
  let typed = false
  form.addEventListener('submit', event => {
    event.preventDefault()
    clearTimeout(typing)
    show(address(), changed, typed ? put : push)
    typed = false
  })
  form.addEventListener('change', event => {
    if (event.target.type === 'checkbox') show(address(), changed, push)
  })
  form.elements.q?.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(() => { show(address(), changed, typed ? put : push); typed = true }, PAUSE)
  })
  form.elements.q?.addEventListener('blur', () => { typed = false })
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-live], #found .govuk-pagination a')
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const paging = !link.matches('[data-live]')
    show(withView(link.href), paging ? () => {} : changed, push).then(() => {
      if (paging) document.getElementById('list')?.focus()
      else {
        fill(form)
        const next = document.querySelector('#chips a') ?? form.elements.q
        next?.focus({ preventScroll: true })
      }
    })
  })
  window.addEventListener('popstate', () => {
    fill(form)
    show(new URL(location.href), changed, null)
  })
}

// The search as the address has it; what is ticked comes with the page.
function fill (form) {
  if (form.elements.q) form.elements.q.value = new URLSearchParams(location.search).get('q') ?? ''
}

// Completes the name of a place while it is typed: a combobox with a list, after the ARIA pattern. Whatever is typed may stay;
// without this script the field is a plain one. Around it stands  <div class="place" data-text-...>  with the texts.
const PAUSE = 150 // milliseconds without typing before the list is asked for
const SHORTEST = 2

export function startPlace (input) {
  if (input.getAttribute('role') === 'combobox') return
  const frame = input.closest('.place')
  const texts = frame.dataset
  const known = new Map() // what was asked before
  let options = []
  let active = -1
  let waiting
  let asking
  let quiet = false // while the script itself changes the field

  const box = document.createElement('div')
  box.className = 'combobox'
  const list = document.createElement('ul')
  list.className = 'combobox__list'
  list.id = `${input.id}-list`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? '')
  list.hidden = true
  const status = document.createElement('p')
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  input.before(box)
  box.append(input, list, status)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id
  })) input.setAttribute(name, value)

  const where = ({ municipality, province }) =>
    texts.textWhere.replace('{municipality}', () => municipality).replace('{province}', () => province)

  async function ask () {
    const typed = input.value.trim()
    asking?.abort()
    if (typed.length < SHORTEST) return close()
    asking = new AbortController()
    try {
      if (!known.has(typed)) {
        const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`
        const answer = await fetch(address, { credentials: 'same-origin', signal: asking.signal })
        if (!answer.ok) return close()
        known.set(typed, await answer.json())
      }
      if (typed === input.value.trim() && document.activeElement === input) show(known.get(typed), typed)
    } catch {
      close() // no connection, or something newer is asked for
    }
  }

  function show (places, typed) {
    options = places
    const exact = places.find(place => place.value.toLowerCase() === typed.toLowerCase())
    if (exact) settle(exact) // there is nothing to choose any more; one more letter, and there may be
    if (exact || !places.length) {
      close()
      if (!exact) say(texts.textNone)
      return
    }
    active = -1
    list.replaceChildren(...places.map(option))
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    input.removeAttribute('aria-activedescendant')
    say(places.length === 1 ? texts.textOne : texts.textFound.replace('{count}', places.length))
  }

  function option (place, number) {
    const element = document.createElement('li')
    element.id = `${list.id}-${number}`
    element.className = 'combobox__option'
    element.setAttribute('role', 'option')
    element.setAttribute('aria-selected', 'false')
    const name = document.createElement('b')
    name.textContent = place.name
    const about = document.createElement('span')
    about.textContent = where(place)
    element.append(name, ' ', about)
    element.addEventListener('click', () => choose(number))
    return element
  }

  function say (text) {
    status.textContent = text
  }

  function close () {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function move (step) {
    list.children[active]?.setAttribute('aria-selected', 'false')
    // one place more than there are: back in the field itself
    active = active === -1 && step < 0 ? options.length - 1 : active + step
    if (active >= options.length) active = -1
    const now = list.children[active]
    if (!now) return input.removeAttribute('aria-activedescendant')
    now.setAttribute('aria-selected', 'true')
    now.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', now.id)
  }

  function choose (number) {
    const place = options[number]
    input.value = place.value
    close()
    settle(place)
    quiet = true
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }))
    quiet = false
  }

  // It is clear which place is meant: say where it lies.
  function settle (place) {
    found(where(place))
    say(`${place.name}, ${where(place)}`)
    input.dispatchEvent(new CustomEvent('place', { bubbles: true, detail: place }))
  }

  // Where the place lies, under the field; and no choice between namesakes any more when the name is another.
  function found (text) {
    let line = frame.querySelector('.place__found')
    if (!line && text) {
      line = document.createElement('p')
      line.className = 'place__found'
      box.after(line)
    }
    if (line) line.textContent = text ? text[0].toLocaleUpperCase() + text.slice(1) : ''
    const asked = frame.querySelector('input[type="hidden"][name$="-asked"]')
    const choice = frame.querySelector('.place__choice')
    if (asked && choice) choice.hidden = asked.value.trim() !== input.value.trim()
  }

  input.addEventListener('input', () => {
    if (quiet) return
    found('')
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (open) move(event.key === 'ArrowDown' ? 1 : -1)
      else ask()
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault()
      choose(active)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      close()
    }
  })
  list.addEventListener('pointerdown', (event) => event.preventDefault()) // the field keeps the focus
  input.addEventListener('blur', () => {
    clearTimeout(waiting)
    close()
  })
}

// A pin on a map beside two fields for coordinates. There is none until somebody puts it: by a tap, by the button that puts it
// in the middle of what is seen, or by the keyboard; then it is dragged, or moved by the arrow keys and by buttons. What is
// typed moves the pin, and the pin fills in the fields. The server reads what is typed (so that there is one reader) and tells
// which place is near. Without this script there are the fields, unfolded.
import * as L from '../vendor/leaflet/leaflet.js'
import { addressSearch } from './address.js'
import { COUNTRY, addBase, load, makeMap } from './base-map.js'
import { namePlaces } from './place-names.js'

const PAUSE = 600 // milliseconds of rest before the server is asked where the pin stands
const STEPS = [1000, 100, 10] // metres
const METRES = 111200 // in a degree of latitude
const DECIMALS = 5
const NEAR = 11 // the zoom level at which a place fills the map
const STREET = 16
const KEYS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function style (file) {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = new URL(file, import.meta.url)
  document.head.append(link)
  return new Promise(resolve => { link.onload = link.onerror = resolve })
}

const styled = () => Promise.all(['../vendor/leaflet/leaflet.css', '../css/map.css', '../css/pin.css'].map(style))

function made (tag, attributes, text = '') {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.textContent = text
  return element
}

export async function startPin (element) {
  if (element.dataset.started) return
  element.dataset.started = 'yes'
  const status = made('p', { class: 'pin__status', role: 'status' })
  const typed = element.parentElement.querySelector('.point__typed')
  element.hidden = false
  typed.open = 'wrong' in typed.dataset // with a map few people need it; what must be mended stays in sight
  try {
    const [base, places] = await Promise.all([load(element.dataset.base), load(element.dataset.names), styled()])
    new Pin(element, status).show(base, places.names)
  } catch {
    status.textContent = element.dataset.textFailed
    element.replaceChildren(status)
    typed.open = true
  }
}

class Pin {
  #texts; #status; #map; #marker; #latitude; #longitude; #step = 100; #waiting; #asked = 0; #quiet = false

  constructor (element, status) {
    this.#texts = element.dataset
    this.#status = status
    const group = element.closest('fieldset')
    this.#latitude = group.querySelector('[data-coordinate="latitude"]')
    this.#longitude = group.querySelector('[data-coordinate="longitude"]')
    status.id = `${this.#latitude.id}-pin`
    const frame = made('div', { class: 'pin__map', tabindex: '0', role: 'application', 'aria-label': this.#texts.textMap, 'aria-describedby': status.id })
    const how = made('p', { class: 'pin__how' }, this.#texts.textHow)
    element.replaceChildren(how, ...this.#addresses(), frame, this.#putHere(), this.#buttons(), status)
    this.#map = makeMap(frame, this.#texts, { keyboard: false, maxZoom: Number(this.#texts.tilesDeepest ?? 14) })
  }

  show (base, names) {
    const map = this.#map
    const start = this.#texts.start?.split(',').map(Number)
    if (start) map.setView(start, NEAR, { animate: false })
    else map.fitBounds(COUNTRY, { animate: false })
    const tiles = addBase(map, base, this.#texts)
    map.getContainer().append(made('div', { class: 'pin__cross', 'aria-hidden': 'true' })) // the middle, where it would be put
    map.on('click', ({ latlng }) => this.#put(latlng))
    namePlaces(map, tiles, names, () => [])
    map.getContainer().addEventListener('keydown', (event) => this.#pressed(event))
    new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer())
    for (const field of [this.#latitude, this.#longitude]) {
      field.addEventListener('input', () => { if (!this.#quiet) this.#later(() => this.#read()) })
    }
    this.#latitude.form?.addEventListener('place', ({ detail }) => {
      if (!this.#marker) map.setView(detail.at, NEAR)
    })
    this.#say(this.#texts.textBegin)
    this.#read(false)
  }

  // Where addresses can be searched: what is chosen puts the pin.
  #addresses () {
    if (!this.#texts.addresses) return []
    return [addressSearch(this.#texts, `${this.#latitude.id}-address`, point => {
      this.#map.setView(point, STREET, { animate: false })
      this.#put(L.latLng(point))
    })]
  }

  #putHere () {
    const button = made('button', { type: 'button', class: 'govuk-button govuk-button--secondary pin__put' }, this.#texts.textPut)
    button.addEventListener('click', () => this.#put(this.#map.getCenter()))
    return button
  }

  #buttons () {
    const group = made('div', { class: 'pin__controls', role: 'group', 'aria-label': this.#texts.textMove })
    const arrows = made('div', { class: 'pin__arrows' })
    const ways = [['north', '↑', 'ArrowUp'], ['west', '←', 'ArrowLeft'], ['east', '→', 'ArrowRight'], ['south', '↓', 'ArrowDown']]
    for (const [way, sign, key] of ways) {
      const name = this.#texts[`text${way[0].toUpperCase()}${way.slice(1)}`]
      const button = made('button', { type: 'button', class: `pin__button pin__button--${way}`, 'aria-label': name, title: name }, sign)
      button.addEventListener('click', () => this.#move(...KEYS[key], this.#step))
      arrows.append(button)
    }
    const steps = made('div', { class: 'pin__steps', role: 'group', 'aria-label': this.#texts.textStep })
    steps.append(made('span', { 'aria-hidden': 'true' }, this.#texts.textStep))
    for (const step of STEPS) {
      const text = this.#texts.textMetres.replace('{count}', step)
      const button = made('button', { type: 'button', class: 'pin__step', 'aria-pressed': String(step === this.#step) }, text)
      button.addEventListener('click', () => {
        this.#step = step
        steps.querySelectorAll('button').forEach(each => each.setAttribute('aria-pressed', String(each === button)))
      })
      steps.append(button)
    }
    group.append(arrows, steps)
    return group
  }

  #pressed (event) {
    if (event.target !== this.#map.getContainer() || event.altKey || event.ctrlKey || event.metaKey) return
    if (KEYS[event.key]) this.#move(...KEYS[event.key], this.#step * (event.shiftKey ? 10 : 1))
    else if (event.key === 'Enter' || event.key === ' ') this.#put(this.#map.getCenter())
    else if (event.key === '+' || event.key === '=') this.#map.zoomIn()
    else if (event.key === '-') this.#map.zoomOut()
    else return
    event.preventDefault()
  }

  #move (north, east, metres) {
    const { lat, lng } = this.#marker?.getLatLng() ?? this.#map.getCenter()
    const narrowing = Math.cos(lat * Math.PI / 180)
    this.#put(L.latLng(lat + north * metres / METRES, lng + east * metres / METRES / narrowing))
  }

  // Where somebody put the pin: into the fields with it.
  #put ({ lat, lng }) {
    const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: DECIMALS, maximumFractionDigits: DECIMALS })
    this.#stand([lat, lng])
    this.#quiet = true
    this.#latitude.value = number.format(lat)
    this.#longitude.value = number.format(lng)
    for (const field of [this.#latitude, this.#longitude]) {
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
    }
    this.#quiet = false
    this.#later(() => this.#tell())
  }

  #stand (point) {
    if (this.#marker) this.#marker.setLatLng(point)
    else this.#mark(point)
    this.#map.panInside(point, { padding: [40, 48] })
  }

  #mark (point) {
    const icon = L.divIcon({ className: 'pin__mark', iconSize: [44, 44], iconAnchor: [22, 42] })
    this.#marker = L.marker(point, { icon, draggable: true, keyboard: false, autoPan: true }).addTo(this.#map)
    this.#marker.getElement().setAttribute('aria-hidden', 'true')
    this.#marker.on('dragend', () => this.#put(this.#marker.getLatLng()))
  }

  // Nothing stands in the fields any more: then there is no pin either.
  #remove () {
    this.#marker?.remove()
    this.#marker = undefined
    this.#say(this.#texts.textBegin)
  }

  #later (work) {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(work, PAUSE)
  }

  async #ask () {
    const number = ++this.#asked
    const [at, longitude] = [this.#latitude.value.trim(), this.#longitude.value.trim()]
    if (!at && !longitude) return this.#remove()
    try {
      const answer = await fetch(`${this.#texts.near}?${new URLSearchParams({ at, longitude })}`, { credentials: 'same-origin' })
      const found = answer.ok ? await answer.json() : null
      if (number !== this.#asked) return null
      if (found?.link) this.#say(this.#texts.textLink)
      return found?.point ? found : null
    } catch {
      return null // no connection: the fields work all the same
    }
  }

  // What was typed, or pasted, moves the pin; two coordinates in one field, and a link, are put in a field each. Not by itself
  // when the page opens: only what a person changes counts as typed.
  async #read (fill = true) {
    const found = await this.#ask()
    if (!found) return
    const far = !this.#map.getBounds().contains(found.point)
    if (!this.#marker || far) this.#map.setView(found.point, Math.max(this.#map.getZoom(), NEAR), { animate: false })
    const busy = document.activeElement === this.#longitude && !this.#longitude.value.trim()
    if (fill && found.pasted && !busy) this.#put(L.latLng(found.point))
    else this.#stand(found.point)
    this.#near(found)
  }

  async #tell () {
    const found = await this.#ask()
    if (found) this.#near(found)
  }

  // Told politely: where the pin stands, and the place nearest to it.
  #near ({ point, value, kilometres }) {
    const language = document.documentElement.lang
    const written = point.map(degrees => degrees.toLocaleString(language, { minimumFractionDigits: DECIMALS })).join('; ')
    const text = kilometres < 1 ? this.#texts.textIn : this.#texts.textNear
    const near = text.replace('{place}', () => value).replace('{distance}', kilometres.toLocaleString(language))
    this.#say(`${this.#texts.textSet.replace('{point}', written)} ${near}`)
  }

  #say (text) {
    this.#status.textContent = text
  }
}

// The marks on the map: every spot and every cluster of spots is a button with a name, in reading order, at least 26 px wide.
// A cluster is zoomed into; a spot, and a cluster that does not fall apart at the deepest level, opens who stands there.
import * as L from '../vendor/leaflet/leaflet.js'
import Supercluster from '../vendor/supercluster/supercluster.js'
import { showCards } from './popup.js'

const LETTER = Math.min(2, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16) // how large the reader has them
const POINT = 28 * LETTER // pixels across

const ButtonIcon = L.Icon.extend({
  options: { className: 'map-mark' },
  createIcon () {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('aria-label', this.options.name)
    if (this.options.count > 1) button.textContent = this.options.shown
    this._setIconStyles(button, 'icon')
    return button
  },
  createShadow () { return null }
})

const sizeOf = (count) => count === 1 ? POINT : LETTER * Math.min(56, 32 + 8 * Math.log10(count))
const place = ([longitude, latitude]) => L.latLng(latitude, longitude)
const shown = (number) => number.toLocaleString(document.documentElement.lang)

export class Marks {
  #map; #cards; #texts; #index; #marks = new Map(); #focusNear = null; #opener = null; #pressed = null

  constructor (map, texts) {
    this.#map = map
    this.#texts = texts
    map.on('moveend', () => this.show())
    map.on('popupclose', () => this.#closed())
    map.getContainer().addEventListener('keydown', (event) => {
      if (event.key === 'Escape') map.closePopup()
    })
  }

  // Other spots in the place of those before, with who stands there.
  load (spots, cards) {
    this.#cards = cards
    this.#map.closePopup()
    for (const mark of this.#marks.values()) mark.remove()
    this.#marks.clear()
    this.#index = new Supercluster({
      minZoom: Math.floor(this.#map.getMinZoom()),
      radius: 56 * LETTER,
      extent: 256,
      maxZoom: this.#map.getMaxZoom(), // so that what lies on one spot never becomes a pile of buttons
      map: ({ number, place }) => ({ number, place, most: number }),
      reduce: (cluster, { number, place, most }) => {
        cluster.number += number
        if (most > cluster.most) [cluster.most, cluster.place] = [most, place]
      }
    }).load(spots)
  }

  // Puts the marks of the present view on the map; those that stay are left alone, so that focus stays where it is.
  show () {
    if (!this.#index) return
    const view = this.#map.getBounds().pad(0.1)
    const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]
    const wanted = new Map(this.#index.getClusters(box, Math.round(this.#map.getZoom())).map(feature => [this.#key(feature), feature]))
    for (const [key, mark] of this.#marks) {
      if (!wanted.has(key)) { mark.remove(); this.#marks.delete(key) }
    }
    for (const [key, feature] of wanted) {
      if (!this.#marks.has(key)) this.#marks.set(key, this.#mark(feature))
    }
    this.#order()
    this.#focus()
    this.#nameAll([...wanted].filter(([, { properties }]) => properties.number === 1))
  }

  // Where the marks stand in the map's element, in pixels.
  circles () {
    return [...this.#marks.values()].map(mark => {
      const { x, y } = this.#map.latLngToContainerPoint(mark.getLatLng())
      return { x, y, radius: mark.options.icon.options.iconSize[0] / 2 }
    })
  }

  #key ({ properties }) {
    return properties.cluster ? `cluster ${properties.cluster_id}` : properties.at
  }

  #mark (feature) {
    const count = feature.properties.number
    const size = sizeOf(count)
    const icon = new ButtonIcon({ name: this.#name(feature), count, shown: shown(count), iconSize: [size, size] })
    const mark = L.marker(place(feature.geometry.coordinates), { icon, keyboard: false, riseOnHover: true })
    mark.on('click', ({ originalEvent }) => this.#press(feature, mark, originalEvent.detail === 0))
    return mark.addTo(this.#map)
  }

  #name ({ properties }) {
    const { cluster, number, place } = properties
    const [card] = number === 1 ? this.#cards.of(properties) ?? [] : []
    if (card) return card.sector ? this.#texts.textPoint.replace('{name}', () => card.name).replace('{sector}', () => card.sector) : card.name
    const text = number === 1
      ? this.#texts.textUnnamed
      : !place ? this.#texts.textCluster : cluster ? this.#texts.textClusterNear : this.#texts.textSpot
    return text.replace('{count}', shown(number)).replace('{place}', () => place)
  }

  // The single ones in view get their own names as soon as these are known.
  async #nameAll (single) {
    const unnamed = single.filter(([, { properties }]) => !this.#cards.of(properties))
    if (!unnamed.length) return
    await this.#cards.need(unnamed.map(([, { properties }]) => properties))
    for (const [key, feature] of unnamed) {
      this.#marks.get(key)?.getElement()?.setAttribute('aria-label', this.#name(feature))
    }
  }

  #spots ({ properties }) {
    if (!properties.cluster) return [properties]
    return this.#index.getLeaves(properties.cluster_id, Infinity).map(leaf => leaf.properties)
  }

  #press (feature, mark, byKeyboard) {
    const { cluster, cluster_id: id } = feature.properties
    const zoom = cluster ? this.#index.getClusterExpansionZoom(id) : Infinity
    if (zoom > this.#map.getMaxZoom()) return this.#open(this.#spots(feature), mark, byKeyboard)
    if (byKeyboard) this.#focusNear = mark.getLatLng()
    this.#map.setView(mark.getLatLng(), zoom)
  }

  async #open (spots, mark, byKeyboard) {
    this.#pressed = mark
    await this.#cards.need(spots)
    if (this.#pressed !== mark || !mark.getElement()?.isConnected) return // something else was pressed meanwhile
    this.#map.closePopup()
    this.#opener = byKeyboard ? mark : null
    showCards(this.#map, mark.getLatLng(), spots, this.#cards, this.#texts, byKeyboard)
  }

  #closed () {
    const button = this.#opener?.getElement()
    this.#opener = null
    if (button?.isConnected) button.focus({ preventScroll: true })
  }

  // Tab goes from north to south, and from west to east.
  #order () {
    const focused = document.activeElement
    const sorted = [...this.#marks.values()].sort((a, b) =>
      b.getLatLng().lat - a.getLatLng().lat || a.getLatLng().lng - b.getLatLng().lng)
    const buttons = sorted.map(mark => mark.getElement())
    const pane = this.#map.getPane('markerPane')
    if (buttons.every((button, index) => pane.children[index] === button)) return
    pane.append(...buttons)
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true })
  }

  // After zooming in with the keyboard, on goes the focus to what the cluster fell apart into.
  #focus () {
    if (!this.#focusNear) return
    const near = this.#focusNear
    this.#focusNear = null
    const marks = [...this.#marks.values()].sort((a, b) => near.distanceTo(a.getLatLng()) - near.distanceTo(b.getLatLng()))
    marks[0]?.getElement().focus({ preventScroll: true })
  }
}

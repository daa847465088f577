// The marks on the map: every collective and every cluster of them is a button with a name, in reading order, at least
// 26 px wide. A cluster is zoomed into; where all of it lies on one spot (the middle of a place), it opens a list instead.
import * as L from '../vendor/leaflet/leaflet.js'
import Supercluster from '../vendor/supercluster/supercluster.js'

const POINT = 28 // pixels across
const NAMED = 40 // how many of a cluster's entries are asked for their place

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

const sizeOf = (count) => count === 1 ? POINT : Math.min(56, 32 + 8 * Math.log10(count))
const place = ([longitude, latitude]) => L.latLng(latitude, longitude)

export class Marks {
  #map; #texts; #index; #marks = new Map(); #focusNear = null; #opener = null

  constructor (map, features, texts) {
    this.#map = map
    this.#texts = texts
    // up to the deepest zoom level, so that what lies on one spot never becomes a pile of buttons
    this.#index = new Supercluster({ radius: 56, extent: 256, maxZoom: map.getMaxZoom() }).load(features)
    map.on('moveend', () => this.show())
    map.on('popupclose', () => this.#closed())
    map.getContainer().addEventListener('keydown', (event) => {
      if (event.key === 'Escape') map.closePopup()
    })
  }

  // Puts the marks of the present view on the map; those that stay are left alone, so that focus stays where it is.
  show () {
    const view = this.#map.getBounds().pad(0.1)
    const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]
    const zoom = Math.round(this.#map.getZoom())
    const wanted = new Map(this.#index.getClusters(box, zoom).map(feature => [this.#key(feature), feature]))
    for (const [key, mark] of this.#marks) {
      if (!wanted.has(key)) { mark.remove(); this.#marks.delete(key) }
    }
    for (const [key, feature] of wanted) {
      if (!this.#marks.has(key)) this.#marks.set(key, this.#mark(feature))
    }
    this.#order()
    this.#focus()
  }

  // Where the marks stand in the map's element, in pixels.
  circles () {
    return [...this.#marks.values()].map(mark => {
      const { x, y } = this.#map.latLngToContainerPoint(mark.getLatLng())
      return { x, y, radius: mark.options.icon.options.iconSize[0] / 2 }
    })
  }

  #key ({ properties, geometry }) {
    return properties.cluster ? `cluster ${properties.cluster_id}` : `${properties.url} ${geometry.coordinates}`
  }

  #mark (feature) {
    const count = feature.properties.cluster ? feature.properties.point_count : 1
    const size = sizeOf(count)
    const icon = new ButtonIcon({
      name: this.#name(feature, count),
      count,
      shown: count.toLocaleString(document.documentElement.lang),
      iconSize: [size, size]
    })
    const mark = L.marker(place(feature.geometry.coordinates), { icon, keyboard: false, riseOnHover: true })
    mark.on('click', ({ originalEvent }) => this.#press(feature, mark, originalEvent.detail === 0))
    return mark.addTo(this.#map)
  }

  #name (feature, count) {
    if (count === 1) {
      const { name, sector } = feature.properties
      return sector ? this.#texts.textPoint.replace('{name}', () => name).replace('{sector}', () => sector) : name
    }
    const places = this.#leaves(feature, NAMED).map(leaf => leaf.properties.place).filter(Boolean)
    const most = places.sort((a, b) => places.filter(p => p === b).length - places.filter(p => p === a).length)[0]
    const text = !most ? this.#texts.textCluster : this.#onOneSpot(feature) ? this.#texts.textSpot : this.#texts.textClusterNear
    return text.replace('{count}', count).replace('{place}', () => most)
  }

  #leaves (feature, limit) {
    return this.#index.getLeaves(feature.properties.cluster_id, limit)
  }

  #onOneSpot (feature) {
    return this.#index.getClusterExpansionZoom(feature.properties.cluster_id) > this.#map.getMaxZoom()
  }

  #press (feature, mark, byKeyboard) {
    if (!feature.properties.cluster) this.#open([feature], mark, byKeyboard)
    else if (this.#onOneSpot(feature)) this.#open(this.#leaves(feature, Infinity), mark, byKeyboard)
    else {
      const zoom = this.#index.getClusterExpansionZoom(feature.properties.cluster_id)
      if (byKeyboard) this.#focusNear = mark.getLatLng()
      this.#map.setView(mark.getLatLng(), zoom)
    }
  }

  // A list of links, built from text only.
  #open (features, mark, byKeyboard) {
    const list = document.createElement('ul')
    for (const { properties } of features) {
      const entry = document.createElement('li')
      const link = document.createElement('a')
      link.href = properties.url
      link.textContent = properties.name
      entry.append(link)
      const about = [properties.sector, properties.place].filter(Boolean).join(' · ')
      if (about) {
        const line = document.createElement('p')
        line.textContent = about
        entry.append(line)
      }
      list.append(entry)
    }
    const popup = L.popup({ maxWidth: 280, minWidth: 160, offset: [0, -6] }).setLatLng(mark.getLatLng()).setContent(list)
    popup.openOn(this.#map)
    popup.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', this.#texts.textClose)
    this.#opener = byKeyboard ? mark : null
    if (byKeyboard) list.querySelector('a').focus()
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

// The public map: provinces and neighbours drawn from a local file, and the found entries as buttons on it. The list beside it
// has the same entries and works without this script, and so do the filters (see js/live.js, which makes them quicker).
//
// The element  <div id="map" hidden data-points="/kaart/points.json" data-cards="/kaart/cards.json" data-page="/collectief/" ...>
// names what to load; the filters are those of the page's own address. Entries without a point (national ones) are not on it.
// Where the map stands is kept in the address: map=zoom/latitude/longitude.
import * as L from '../vendor/leaflet/leaflet.js'
import { COUNTRY, addBase, load, makeMap } from './base-map.js'
import { Cards } from './cards.js'
import { startLive } from './live.js'
import { Marks } from './marks.js'
import { namePlaces } from './place-names.js'
import { readPoints } from './points.js'
import { startViews } from './views.js'

const NOT_FILTERS = ['map', 'view', 'page', 'language']
const PLACE = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/

// An address of ours with the filters that stand in the address of the page, and some more parameters.
function filtered (address, more = []) {
  const parameters = [...new URLSearchParams(location.search)].filter(([name]) => !NOT_FILTERS.includes(name))
  const query = new URLSearchParams([...parameters, ...more]).toString()
  return query ? `${address}?${query}` : address
}

class PublicMap {
  #element; #map; #marks; #asked = 0; #moving = false

  constructor (element) {
    this.#element = element
  }

  async start () {
    const { dataset } = this.#element
    const points = load(filtered(dataset.points))
    const [base, places] = await Promise.all([load(dataset.base), load(dataset.names)])
    this.#element.hidden = false
    const map = this.#map = makeMap(this.#element, dataset, { maxZoom: Number(dataset.tilesDeepest ?? 12) }) // the local map is not finer than that
    map.fitBounds(COUNTRY, { animate: false })
    this.#marks = new Marks(map, dataset)
    const tiles = addBase(map, base, dataset)
    await this.#put(await points)
    performance.mark('map-usable') // read by script/bench
    namePlaces(map, tiles, places.names, () => this.#marks.circles())
    map.on('moveend', () => this.#moved())
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(this.#element)
  }

  // The filters in the address are others now.
  async reload () {
    const number = ++this.#asked
    const told = await load(filtered(this.#element.dataset.points))
    if (number === this.#asked) await this.#put(told)
  }

  async #put (told) {
    const cards = new Cards(more => filtered(this.#element.dataset.cards, more))
    const spots = readPoints(told, cards)
    this.#marks.load(spots, cards)
    this.#stand(spots)
    this.#marks.show()
    this.#say(spots.reduce((sum, spot) => sum + spot.properties.number, 0))
  }

  // Where the address says, else around what was found.
  #stand (spots) {
    this.#moving = true
    const kept = PLACE.exec(new URLSearchParams(location.search).get('map') ?? '')
    if (kept) this.#map.setView([Number(kept[2]), Number(kept[3])], Number(kept[1]), { animate: false })
    else {
      const bounds = L.latLngBounds(spots.map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]))
      this.#map.fitBounds(spots.length ? bounds : COUNTRY, { padding: [36, 36], maxZoom: 9, animate: false })
    }
    this.#moving = false
  }

  // Moved by hand: that stays in the address, and no step back is added to the history.
  #moved () {
    if (this.#moving || !this.#element.offsetWidth) return
    const { lat, lng } = this.#map.getCenter()
    const address = new URL(location.href)
    address.searchParams.set('map', `${Number(this.#map.getZoom().toFixed(2))}/${lat.toFixed(4)}/${lng.toFixed(4)}`)
    history.replaceState(history.state, '', address.href.replaceAll('%2F', '/'))
  }

  #say (count) {
    const { dataset } = this.#element
    const text = count ? dataset.textShown.replace('{count}', count.toLocaleString(document.documentElement.lang)) : dataset.textNone
    document.getElementById('map-status').textContent = text
  }
}

async function start (element) {
  const map = new PublicMap(element)
  const started = map.start()
  startLive(() => started.then(() => map.reload()))
  try {
    await started
    startViews()
  } catch {
    element.hidden = true
    document.getElementById('map-status').textContent = element.dataset.textFailed
  }
}

const element = document.getElementById('map')
if (element) start(element)

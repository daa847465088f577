// A small map with the dot of one entry; where the dot means an area, that is drawn too. Without this script there are words.
import * as L from '../vendor/leaflet/leaflet.js'
import { addBase, load, makeMap } from './base-map.js'
import { namePlaces } from './place-names.js'

const METRES = { place: 3000, postcode4: 1500 } // about as large as what the dot stands in the middle of
const ZOOM = { place: 10, postcode4: 11, point: 12 }

async function start (element) {
  const { dataset } = element
  const at = dataset.dot.split(',').map(Number)
  try {
    const [base, places] = await Promise.all([load(dataset.base), load(dataset.names)])
    element.hidden = false
    const map = makeMap(element, dataset, { maxZoom: 12, controls: false, keyboard: false, dragging: false, doubleClickZoom: false, touchZoom: false })
    map.setView(at, ZOOM[dataset.precision] ?? 10, { animate: false })
    const tiles = addBase(map, base, dataset)
    const radius = METRES[dataset.precision]
    if (radius) L.circle(at, { radius, interactive: false, className: 'map-area' }).addTo(map)
    L.circleMarker(at, { radius: 9, interactive: false, className: 'map-dot' }).addTo(map)
    namePlaces(map, tiles, places.names, () => [{ ...map.latLngToContainerPoint(at), radius: 9 }])
  } catch {
    element.remove() // the words below tell where it is
  }
}

for (const element of document.querySelectorAll('[data-dot]')) start(element)

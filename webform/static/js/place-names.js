// Names of towns on the base map, for finding one's way: as many as fit without touching, the largest first. They are part of
// the picture: not read out, not clickable, and under the marks.
import * as L from '../vendor/leaflet/leaflet.js'

const PANE = 'names'
const LETTER = 8 // pixels, about, at the size of map.css
const LINE = 20
const SHIFTS = [28, -28] // pixels down: under or above the mark that stands where the name would
const MOST = [12, 24, 60, 160, 400] // how many of the list are tried, from the lowest zoom level up

// One name as an element, so that it is text and never HTML.
function label (name, shift) {
  const element = document.createElement('span')
  element.textContent = name
  element.setAttribute('aria-hidden', 'true')
  return L.divIcon({ className: 'map-name', html: element, iconSize: null, iconAnchor: [0, -shift] })
}

const apart = (one, other) => one[2] < other[0] || one[0] > other[2] || one[3] < other[1] || one[1] > other[3]

// The names that fit in the view, with how far each is shifted: a name takes a box that touches no mark and no larger name.
function * fitting (map, names, marks) {
  const most = MOST[Math.round(map.getZoom()) - map.getMinZoom()] ?? names.length
  const view = map.getBounds().pad(0.05)
  const pressed = marks.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius])
  const taken = [...pressed]
  for (const [name, latitude, longitude] of names.slice(0, most)) {
    if (!view.contains([latitude, longitude])) continue
    const { x, y } = map.latLngToContainerPoint([latitude, longitude])
    const half = name.length * LETTER / 2 + 4
    const boxAt = (shift) => [x - half, y + shift - LINE / 2, x + half, y + shift + LINE / 2]
    const shifts = pressed.every(mark => apart(boxAt(0), mark)) ? [0] : SHIFTS
    for (const shift of shifts) {
      const box = boxAt(shift)
      if (taken.every(other => apart(box, other))) {
        taken.push(box)
        yield { name, point: [latitude, longitude], shift }
        break
      }
    }
  }
}

// Names where the map has none of its own: tiles have, but when none of them comes the map under them is seen.
// marks: a function that answers {x, y, radius} of every mark in view, in pixels of the map.
export function namePlaces (map, tiles, names, marks) {
  map.createPane(PANE).classList.add('map-names')
  if (!tiles) {
    drawNames(map, names, marks)
    return
  }
  let remove
  const look = () => {
    if (tiles.getContainer().querySelector('.leaflet-tile-loaded')) remove = remove?.()
    else remove ??= drawNames(map, names, marks)
  }
  tiles.on('load', look)
  if (!tiles.isLoading()) look()
}

// Draws them, and gives a function that takes them away.
function drawNames (map, names, marks) {
  const layer = L.layerGroup().addTo(map)
  const show = () => {
    layer.clearLayers()
    for (const { name, point, shift } of fitting(map, names, marks())) {
      L.marker(point, { icon: label(name, shift), pane: PANE, interactive: false, keyboard: false }).addTo(layer)
    }
  }
  map.on('moveend', show)
  show()
  return () => {
    map.off('moveend', show)
    layer.remove()
  }
}

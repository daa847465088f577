// Reads what the server tells of the points (webform/public/points.py): columns of steps become spots.
import { toCard } from './cards.js'

const FINENESS = 100000

// Spots as supercluster takes them: a feature with the number that stands there and the name of the place.
export function readPoints (told, cards) {
  const spots = []
  let [latitude, longitude] = [0, 0]
  for (let index = 0; index < (told.numbers ?? []).length; index++) {
    latitude += told.latitudes[index]
    longitude += told.longitudes[index]
    const spot = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude / FINENESS, latitude / FINENESS] },
      properties: { at: `${latitude},${longitude}`, number: told.numbers[index], place: told.places[told.place[index]] }
    }
    if (told.cards) cards.put(spot.properties, told.cards[index].map(toCard))
    spots.push(spot)
  }
  return spots
}

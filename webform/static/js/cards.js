// Who stands at the points of the map: name, address, sector and place. They come with the points while there are few; of many
// they are asked for when they come into view, some points at a time.
import { load } from './base-map.js'

const AT_ONCE = 100 // points in one question; the server takes some more

export class Cards {
  #address; #known = new Map()

  // address: a function that answers the address to ask, with the filters of the moment and these further parameters
  constructor (address) {
    this.#address = address
  }

  put (spot, cards) {
    this.#known.set(spot, cards)
  }

  // [{name, slug, sector, place}], or undefined while they are not known
  of (spot) {
    return this.#known.get(spot)
  }

  // Asks for what is not known yet; nothing is thrown when that fails: the map then has the names of places only.
  async need (spots) {
    const unknown = spots.filter(spot => !this.#known.has(spot))
    for (let start = 0; start < unknown.length; start += AT_ONCE) {
      const some = unknown.slice(start, start + AT_ONCE)
      try {
        const told = await load(this.#address(some.map(spot => ['at', spot.at])))
        for (const spot of some) this.#known.set(spot, (told[spot.at] ?? []).map(toCard))
      } catch {
        return
      }
    }
  }

  // The next ones at a point where more stand than were told at first.
  async more (spot) {
    const known = this.#known.get(spot) ?? []
    const told = await load(this.#address([['at', spot.at], ['from', known.length]]))
    const more = (told[spot.at] ?? []).map(toCard)
    this.#known.set(spot, [...known, ...more])
    return more
  }
}

export const toCard = ([name, slug, sector, place]) => ({ name, slug, sector, place })

// A question page: sending, keeping and changing parts. In this order: a page that cannot be sent is not on its way.
import { startKeeping } from './keeping.js'
import { startParts } from './parts.js'
import { startSending } from './sending.js'

const form = document.getElementById('page-form')
if (form) {
  const doubt = startSending(form)
  startParts(form, doubt)
  startKeeping(form)
}

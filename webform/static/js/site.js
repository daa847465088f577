// What makes pages better where there is JavaScript. Every page works without it.
import { Button, Checkboxes, ErrorSummary, SkipLink, createAll } from '../vendor/govuk-frontend/govuk.js'
import { startAllocations } from './allocation.js'
import { startCounters } from './counter.js'

// govuk-frontend starts its components only under this class; a browser that runs modules is one it supports
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, Checkboxes, ErrorSummary, SkipLink]) createAll(component)
startCounters(document)
startAllocations(document)

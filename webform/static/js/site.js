// What makes pages better where there is JavaScript. Every page works without it.
import { Button, ErrorSummary, SkipLink, createAll } from '../vendor/govuk-frontend/govuk.js'
import { enhance } from './enhance.js'
import { tidyUp } from './typed.js'

// govuk-frontend starts its components only under this class; a browser that runs modules is one it supports
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, ErrorSummary, SkipLink]) createAll(component)
enhance(document)
tidyUp(document)

// The behaviour of govuk-frontend that Zelfscan uses, bundled by script/vendor into govuk.js beside this file.
export { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
export { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
export { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
export { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
export { createAll } from 'govuk-frontend/dist/govuk/init.mjs'

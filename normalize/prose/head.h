/* head: who reports, when, for what period, who signed: from the head, title, annex line and foot
 * of a report.
 *
 * Places are those of Nghị định 30/2020/NĐ-CP, Annex I; words and patterns come from form.yaml
 * (`head`, `periods`). A field that the report leaves blank (a number, a date) is absent.
 * Ownership: metadata in the caller's arena. Events: METADATA_READ. Source: DECISIONS §4, DESIGN
 * §4.
 */
#ifndef CHITIEU_NORMALIZE_PROSE_HEAD_H
#define CHITIEU_NORMALIZE_PROSE_HEAD_H

#include "core/event.h"
#include "extract/document.h"
#include "normalize/table/pages.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"

/* Fills the metadata; fields not found stay NULL. false only when memory is out. */
MUST_USE bool head_read(const struct document *document, const struct ruleset *ruleset,
                        const struct page_extent *extents, struct arena *arena,
                        const struct event_sink *sink, struct metadata *metadata);

#endif

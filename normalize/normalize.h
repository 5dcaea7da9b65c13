/* normalize: the stage that turns a document into a report, by a rule set.
 *
 *     file ──extract──▶ document ──normalize──▶ report ──load──▶ database
 *
 * Steps, each a module that sees only its input: form (find the form's tables, make logical rows),
 * rows (align them with the form), value (read each cell), head (who, when, what period), mention
 * (patterns over the prose), check (relations). What was read of each row and value is counted here
 * (coverage): no number is lost. Knows nothing of file formats or databases. Ownership: the caller
 * frees the report. The document and rule set are only read. A document without the form still
 * gives a report: form absent, no observations, a finding that says so. Errors: NO_MEMORY,
 * LIMIT_MEMORY. Events: the group "Decisions of normalize". Source: DESIGN §4 and §7, DECISIONS.
 */
#ifndef CHITIEU_NORMALIZE_NORMALIZE_H
#define CHITIEU_NORMALIZE_NORMALIZE_H

#include "core/event.h"
#include "extract/document.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"

struct normalize_options {
    size_t memory_bytes; /* most memory of one report */
};

struct normalize_options normalize_options_default(void);

MUST_USE bool normalize_document(const struct document *document, const struct ruleset *ruleset,
                                 const struct normalize_options *options,
                                 const struct event_sink *sink, struct report **report,
                                 struct error *error);

/* A first look, without alignment: how many rows of the document's tables bear labels of the form.
 */
MUST_USE bool normalize_count_rows(const struct document *document, const struct ruleset *ruleset,
                                   const struct normalize_options *options, size_t *rows,
                                   struct error *error);

#endif

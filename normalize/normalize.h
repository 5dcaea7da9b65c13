/* normalize: the stage that turns a document into a report, by a rule set.
 *
 *     file ──extract──▶ document ──normalize──▶ report ──load──▶ database
 *
 * Steps, each a module that sees only its input: table/pages (find the form's tables, make lines of
 * their rows), table/match (which line is which row of the form), prose/head (who, when, what
 * period), prose/register (which body issued it), prose/mention (patterns over the prose), observe
 * with value/ (read each value cell), coverage (account for every row and number), check
 * (relations). Knows nothing of file formats or databases. Ownership: the caller frees the report.
 * The document and rule set are only read. A document without the form still becomes a report: form
 * absent, no observations, a finding form-not-found. Errors: NO_MEMORY, LIMIT_MEMORY. Events: the
 * group "Decisions of normalize". Source: DESIGN §4 and §7, DECISIONS.
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

/* Counts the rows of the document's tables whose labels are the form's, to choose among forms;
 * nothing is matched or read. */
MUST_USE bool normalize_count_rows(const struct document *document, const struct ruleset *ruleset,
                                   const struct normalize_options *options, size_t *rows,
                                   struct error *error);

#endif

/* mention: the rule set's patterns over the prose of a document.
 *
 * Prose is every paragraph, and every cell outside the form's tables, of the body, text boxes and
 * sheets, and of the part that a rule names; a mention records its section. Text is matched folded
 * (fold_text, one line); places are those of the document: "p7+34-78" are the code points from 34
 * up to, but not including, 78 of block p7, "t1!R5C3+0-10" the same of a cell. Rules run by
 * priority, then in file order; a match that overlaps one of an earlier rule with the same
 * `indicator` or none is dropped. A rule's `also` continues from a match to the next member of a
 * list; members share the fields that have `carries`. Ownership: mentions in the caller's arena;
 * ids are the rule set's. Events: MENTION_FOUND, RULE_LIMIT. Source: DECISIONS §5, DESIGN §4.
 */
#ifndef CHITIEU_NORMALIZE_PROSE_MENTION_H
#define CHITIEU_NORMALIZE_PROSE_MENTION_H

#include "core/event.h"
#include "extract/document.h"
#include "normalize/table/pages.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"
#include "normalize/prose/section.h"

/* All mentions in reading order, the form's rows left out. false when memory is out. */
MUST_USE bool mention_find(const struct document *document, const struct ruleset *ruleset,
                           const struct page_extent *extents, const struct sections *sections,
                           struct arena *arena, const struct event_sink *sink,
                           struct mention **mentions, size_t *count);

/* The fields of one pattern's first match in a text, for testing rules on their examples. *fields
 * is NULL when there is no match. */
MUST_USE bool mention_try(const struct ruleset *ruleset, const struct pattern *pattern,
                          const char *text, struct arena *arena, struct mention_field **fields,
                          size_t *field_count);

#endif

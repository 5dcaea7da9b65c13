/* draft: the rows of an unknown form, read from a blank or filled one, for an analyst to correct.
 *
 * A table is a page of the form when its header names a column of labels and one of units or values
 * (the header patterns of a rule set that is there already), or when it goes on with such a table.
 * A row's id is its STT without the last dot; the n-th row without STT under it is STT-n. Where the
 * tables count from 1 again, each later one has "B2.", "B3." … before its ids. Kind, codes, time
 * and aggregate are guesses, and every guess is a note. Ownership: the caller's arena. Errors: none
 * but memory; no rows when the document has no form. Source: DESIGN §4 (ids) and §6
 * (indicators.csv), DOMAIN "The seed's form".
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_DRAFT_H
#define CHITIEU_NORMALIZE_AUTHORING_DRAFT_H

#include "extract/document.h"
#include "normalize/rules/ruleset.h"

struct draft_row {
    const char *id, *stt, *parent, *label, *unit, *codes, *reporter, *time, *aggregate;
    const char *unit_lines; /* the unit as printed, a code a line */
    unsigned level;
    enum kind kind;
    const char *at;    /* its place in the document */
    const char *note;  /* what to look at, NULL when nothing was guessed */
    bool time_guessed; /* by the kind alone: no row of the known form is like this one */
};

struct draft {
    const char *title; /* the text right above the first table, "" when none */
    struct draft_row *rows;
    size_t count;
    uint32_t tables;
};

/* Reads the form of a document with the header patterns and words of `like`. false when memory is
 * out. */
MUST_USE bool draft_read(const struct document *document, const struct ruleset *like,
                         struct arena *arena, struct draft *draft);

/* True when the label of a row says that the rows under it are its parts ("Trong đó:"). */
bool draft_has_parts(const struct ruleset *like, const struct draft_row *row, struct arena *arena);

#endif

/* report: the record that normalize makes and load reads (chitieu.report/1, DESIGN §4).
 *
 * Ownership: everything is in report.arena; report_free() frees it whole. A report that normalize
 * made also holds views into its rule set (ids, labels, units, checks), which must outlive it.
 * Units: percentages in points, money in đồng, codes as the form's code; offsets in code points.
 * Strings are NULL where the record has no key.
 */
#ifndef CHITIEU_NORMALIZE_REPORT_H
#define CHITIEU_NORMALIZE_REPORT_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "extract/document.h"

/* The kinds of "nothing", kept apart:
 *   REPORTED        a value was read; only these are ever summed
 *   BLANK           the row is there, its value cell is empty or a dash
 *   NOT_APPLICABLE  the cell states that the indicator does not apply to the body
 *   INVALID         the cell holds what cannot be a value of this indicator
 *   REVIEW          a value was read, but another reading is plausible: a person decides
 *   MISSING         the form's row was not found in the document
 */
enum status {
    STATUS_REPORTED,
    STATUS_BLANK,
    STATUS_NOT_APPLICABLE,
    STATUS_INVALID,
    STATUS_REVIEW,
    STATUS_MISSING,
    STATUS_COUNT
};

struct observation {
    const char *indicator; /* "1.1-1" */
    const char *label;     /* the form's, not the document's */
    const char *unit;
    enum status status;
    const char *raw; /* the value cell's text; NULL when the row is missing */
    bool has_value;  /* reported, or review with a likely value */
    double value;
    bool has_fraction;
    double numerator, denominator;
    const char *at;   /* "t1!R5C3"; NULL when missing */
    const char *rule; /* "table" */
    bool has_score;
    double score;       /* of the row's alignment, 0 to 1 */
    const char **steps; /* text and value steps applied, in order */
    size_t step_count;
};

/* One field of a mention: names are unique within a mention and keep their order. */
struct mention_field {
    const char *name, *value;
};

struct mention {
    const char *rule;    /* "cited-document" */
    const char *at;      /* "p7+34-78" */
    const char *section; /* "II/2/2.1/a", NULL outside all sections */
    const char *text;
    struct mention_field *fields;
    size_t field_count;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT };

struct finding {
    const char *check; /* the check's id */
    enum severity severity;
    const char *indicator; /* NULL when it is about the report */
    const char *at;        /* NULL when it has no place */
    const char *message;
};

struct metadata {
    const char *issuer;
    const char *parent; /* the body over the issuer in the head */
    const char *body;   /* the issuer's id in the register; NULL when it is not sure */
    double body_score;  /* of the match in the register, 0 to 1 */
    const char *number, *symbol;
    const char *issued_on; /* "2021-06-30" */
    const char *place, *title;
    const char *period; /* SDMX: "2021-S1" */
    const char *signer, *signer_title;
    const char **recipients;
    size_t recipient_count;
};

/* Counts every row of every table read as the form, and every filled value cell. */
struct coverage {
    uint32_t indicator_rows, heading_rows, header_rows, continuation_rows, unmatched_rows;
    uint32_t observed_values, unmatched_values;
};

struct report {
    struct arena *arena;
    struct source source;
    const char *form; /* "cchc-2021"; NULL when no form was found */
    struct metadata metadata;
    struct observation *observations; /* one an indicator, in form order */
    size_t observation_count;
    struct mention *mentions;
    size_t mention_count;
    struct finding *findings;
    size_t finding_count;
    struct coverage coverage;
};

struct report *report_new(size_t memory_limit);
void report_free(struct report *report);

const char *status_word(enum status status);
enum status status_from_word(const char *word); /* STATUS_COUNT when unknown */
const char *severity_word(enum severity severity);
enum severity severity_from_word(const char *word); /* SEVERITY_COUNT when unknown */

/* normalize/report_json.c: one line of JSON, without the newline. */
void report_to_json(const struct report *report, struct buffer *out);

/* Reads one such line. On success *report is new and the caller's. */
MUST_USE bool report_from_json(const char *line, size_t length, size_t memory_limit,
                               struct report **report, struct error *error);

#endif

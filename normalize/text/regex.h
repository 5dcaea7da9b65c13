/* regex: PCRE2 patterns of the rule set, compiled once, matched under limits.
 *
 * Patterns are UTF-8 with UTF and UCP on, case folded unless a pattern has it otherwise,
 * JIT-compiled where the machine can. Before compiling, tone marks in the pattern are put where
 * fold_text() puts them (hoà → hòa), so that a rule may be written either way. Ownership: the
 * caller frees with regex_free(). A regex is immutable and may be shared. Units: offsets are bytes
 * into the subject. Errors: RULES with the column of the fault in the message. Source: pcre2api(3);
 * DESIGN §8 (match, depth and heap limits).
 */
#ifndef CHITIEU_NORMALIZE_TEXT_REGEX_H
#define CHITIEU_NORMALIZE_TEXT_REGEX_H

#include "core/error.h"

#include <stddef.h>

/* Most backtracking steps of one match: a rule of this form over a page of prose needs some 10,000.
 */
#define REGEX_MATCH_LIMIT 200000u
/* Most heap of one match, in KiB: same reason. */
#define REGEX_HEAP_LIMIT_KIB 8192u

struct regex;

enum regex_flags {
    REGEX_EXTENDED = 1,   /* white space and # comments in the pattern mean nothing */
    REGEX_EXACT_CASE = 2, /* do not fold case */
    REGEX_ANCHORED = 4    /* match only where the search begins */
};

/* `place` names the pattern in errors ("patterns.yaml: rule cited-document"). */
MUST_USE bool regex_new(const char *pattern, unsigned flags, const char *place,
                        struct regex **regex, struct error *error);
void regex_free(struct regex *regex);

/* What is wrong with a pattern as it is written, if anything: at which byte, in PCRE2's words.
 * false when there is no fault. */
struct regex_fault {
    size_t offset;
    bool unbalanced; /* a parenthesis too many or too few: the fault may be far from its place */
    char why[160];
};
bool regex_find_fault(const char *pattern, unsigned flags, struct regex_fault *fault);

enum regex_result { REGEX_NO_MATCH, REGEX_MATCH, REGEX_LIMIT };

/* The most groups that a match reports, the whole match included. */
enum { REGEX_GROUPS = 32 };

struct regex_match {
    size_t start[REGEX_GROUPS], end[REGEX_GROUPS]; /* start > end: the group took no part */
};

/* Finds the first match in subject[from, length). `match` may be NULL. In a subject without any
 * letter beyond ASCII, which may be Vietnamese typed without marks, the pattern is tried without
 * its marks as well: "so lieu" is what "số liệu" looks for. */
enum regex_result regex_search(const struct regex *regex, const char *subject, size_t length,
                               size_t from, struct regex_match *match);

/* The same in a text from fold.h: it is UTF-8 by construction, and `from` is where a character
 * begins. Without the check of every byte, rules over prose cost a third less. */
enum regex_result regex_search_folded(const struct regex *regex, const char *subject, size_t length,
                                      size_t from, struct regex_match *match);

/* Whether the pattern matches anywhere in a C string. A match stopped by its limit is no match. */
bool regex_matches(const struct regex *regex, const char *subject);

/* Number of a named group, 0 when there is none. */
unsigned regex_group(const struct regex *regex, const char *name);

/* The named groups: their count, then number and name of the n-th. */
size_t regex_name_count(const struct regex *regex);
const char *regex_name(const struct regex *regex, size_t n, unsigned *group);

#endif

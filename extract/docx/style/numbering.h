/* numbering: automatic numbers and bullets of paragraphs, as Word shows them.
 *
 * A paragraph names a list (w:num) and a level; the list points at an abstract one, which holds
 * nine levels. The counters belong to the abstract list and are shared by all lists over it; a
 * list's own start (w:startOverride) is spent the first time that it is used at that level. A level
 * that is used restarts the deeper ones, as w:lvlRestart has it; a level that was skipped counts as
 * used once. Counters live apart from the definitions, because each story counts for itself: the
 * body, headers and footers together, text boxes, footnotes, endnotes, comments. Ownership:
 * everything is in the arena given. Source: ECMA-376-1 §17.9.
 */
#ifndef CHITIEU_EXTRACT_DOCX_STYLE_NUMBERING_H
#define CHITIEU_EXTRACT_DOCX_STYLE_NUMBERING_H

#include "core/buffer.h"
#include "extract/docx/style/style.h"

struct numbering;
struct counters;

/* Reads the part. `styles` is needed for lists that are defined by a style (w:numStyleLink) and
 * must live as long.
 * `*numbering` is never NULL unless memory is out; false when the part is damaged, what was read is
 * usable. A NULL part gives a numbering without lists. */
MUST_USE bool numbering_read(struct package *package, const char *part,
                             const struct theme_fonts *theme, struct arena *arena,
                             const struct styles *styles, struct numbering **numbering,
                             struct error *error);

/* Counters of one story, all fresh; NULL when memory is out. */
struct counters *counters_new(const struct numbering *numbering, struct arena *arena);

/* The level that this list links to the style or to the nearest style it is based on (w:pStyle), or
 * UNNUMBERED. */
int32_t numbering_style_level(const struct numbering *numbering, int32_t list,
                              const struct style *style);

/* The font that a list's level gives its numbers, when it does. */
struct font_setting numbering_font(const struct numbering *numbering, int32_t list, int32_t level);

/* Counts a paragraph of the list at the level and appends its number ("1.1.", "•"). Appends nothing
 * when the list is not defined or shows no number. */
void numbering_next(const struct numbering *numbering, struct counters *counters, int32_t list,
                    int32_t level, struct buffer *out);

#endif

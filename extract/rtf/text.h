/* text: the text of an RTF file: bytes and code points put where the group's destination is, in its
 * font.
 *
 * Events: TEXT_HIDDEN, TEXT_DELETED. Source: RTF 1.9.1, "Unicode RTF", "Font (Character) Formatting
 * Properties".
 */
#ifndef CHITIEU_EXTRACT_RTF_TEXT_H
#define CHITIEU_EXTRACT_RTF_TEXT_H

#include "extract/rtf/state.h"

/* The part that text goes to now. */
struct open_part *rtf_part(struct reader *reader);
/* How many tables text is in now. */
unsigned rtf_level(const struct reader *reader);

/* Converts the bytes gathered so far and puts them where the group's destination is. */
void rtf_flush(struct reader *reader);
void rtf_read_byte(struct reader *reader, unsigned char byte);
void rtf_put_code_point(struct reader *reader, uint32_t code_point);
/* The number of a \u word. */
void rtf_read_unicode(struct reader *reader, int32_t number);

/* Something here is no text. */
void rtf_put_object(struct reader *reader);
/* What was dropped so far becomes an event. */
void rtf_report_dropped(struct reader *reader);

/* Frees a text; that it failed is remembered by the one that lives as long as the reader. */
void rtf_free_text(struct reader *reader, struct buffer *text);

#endif

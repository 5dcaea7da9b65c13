/* control_word: what the control words and symbols of an RTF file do, and the destinations that
 * they name. Source: RTF 1.9.1, "Contents of an RTF File".
 */
#ifndef CHITIEU_EXTRACT_RTF_CONTROL_WORD_H
#define CHITIEU_EXTRACT_RTF_CONTROL_WORD_H

#include "extract/rtf/state.h"
#include "extract/rtf/token.h"

void rtf_read_word(struct reader *reader, const struct token *token);
void rtf_read_symbol(struct reader *reader, unsigned char symbol);

#endif

/* language: words for people in Vietnamese and English, from the catalogues (po/, gettext).
 *
 * The English text stands in the code and is the catalogue's key; without a catalogue it is what
 * people see. LC_ALL, LC_MESSAGES and LANG decide, in this order; Vietnamese unless one names
 * English. Both languages can be asked for at once, and neither needs a locale of the system.
 */
#ifndef CHITIEU_PIPELINE_CLI_LANGUAGE_H
#define CHITIEU_PIPELINE_CLI_LANGUAGE_H

enum language { LANGUAGE_VIETNAMESE, LANGUAGE_ENGLISH };

/* Finds the catalogues: installed, or in the folder build/ that the program stands in. Once, before
 * the others. */
void language_start(void);

/* The one that the environment asks for. */
enum language language_chosen(void);

/* A text in the language; the text itself when the catalogue has none. It lives for ever. */
const char *language_text(enum language language, const char *text) __attribute__((format_arg(2)));

/* Marks a text for the catalogue where it stands, and is the text. */
#define MARKED(text) text

#endif

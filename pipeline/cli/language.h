/* language: texts for people in Vietnamese and English, from the catalogues (po/, gettext).
 *
 * The English text is in the code and is the catalogue's key; without a catalogue people see it.
 * LC_ALL, LC_MESSAGES and LANG decide, in this order; Vietnamese unless one names English. Both
 * languages can be used at once, and neither needs a locale of the system.
 */
#ifndef CHITIEU_PIPELINE_CLI_LANGUAGE_H
#define CHITIEU_PIPELINE_CLI_LANGUAGE_H

enum language { LANGUAGE_VIETNAMESE, LANGUAGE_ENGLISH };

/* Finds the catalogues: those in the folder build/ that the program is in, else the installed ones.
 * To be called once, before the others. */
void language_start(void);

/* The language that the environment asks for. */
enum language language_chosen(void);

/* The text in the language; the text itself when the catalogue does not have it. The result stays
 * valid until the program ends. */
const char *language_text(enum language language, const char *text) __attribute__((format_arg(2)));

/* Marks a text for xgettext; its value is the text. */
#define MARKED(text) text

#endif

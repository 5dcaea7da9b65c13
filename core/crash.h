/* crash: the last word of a process that dies for want of memory.
 *
 * Libraries end the process when an allocation fails (glib), or run on over what is not there. The
 * C library has then left ENOMEM: such a death is an exit with status EX_TEMPFAIL (75), after a
 * sentence to stderr, and no crash. Every other death stays what it is. Under AddressSanitizer,
 * which has its own words for it, nothing is changed. Source: DESIGN §3 (exit status).
 */
#ifndef CHITIEU_CORE_CRASH_H
#define CHITIEU_CORE_CRASH_H

/* From here on, in this process and those forked from it. */
void crash_watch_memory(void);

#endif

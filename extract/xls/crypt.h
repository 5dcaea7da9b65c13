/* crypt: workbooks that Excel opens without asking although they are encrypted: their password is
 * the one that Excel tries by itself. Workbooks protected against changes have it.
 *
 * Source: MS-XLS §2.2.10 (what is encrypted, and from where), §2.4.117 (FilePass); MS-OFFCRYPTO
 * §2.3.5 (RC4 CryptoAPI), §2.3.6 (RC4), §2.3.7 (XOR), §2.4.2.3 (the password). Hashes and RC4 by
 * nettle.
 */
#ifndef CHITIEU_EXTRACT_XLS_CRYPT_H
#define CHITIEU_EXTRACT_XLS_CRYPT_H

#include <stdbool.h>
#include <stddef.h>

/* Turns a workbook's stream into plain text in place; true also when it was plain before. False
 * when it has a password of its own: the stream is as it was. */
bool xls_decrypt(unsigned char *bytes, size_t length);

#endif

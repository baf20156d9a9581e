/* The system library that Rust's standard library gets random numbers from. Wine 8 has none. */

#include <windows.h>

/* RtlGenRandom, which has no declaration in the headers. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}

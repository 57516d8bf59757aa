#pragma once

#include <string_view>

namespace palpate::faults {

/// What a call is counted and failed as; several functions of the C library are one kind.
enum class Call {
    Open,
    Close,
    Read,
    Write,
    Sync,
    Truncate,
    Allocate,
    Rename,
    Link,
    Unlink,
    Lock,
    Copy,
    Stat,
    Space,
    MakeFolder
};

enum class Fate { Pass, Fail, Short };

/// The outcome that the plan has for this call; counts and logs it. Fail has set errno; a call that is to be
/// killed does not return. Calls on paths outside the watched folder always pass.
///
/// The plan comes from the environment:
///   PALPATE_FAULT_FOLDER  the folder whose files are watched
///   PALPATE_FAULT_LOG     file that gets one line per watched call: kind, `!` where it failed, path
///   PALPATE_FAULT_CALL    the kind that fails: "write", "sync", ...
///   PALPATE_FAULT_NTH     which of them, counted from 1
///   PALPATE_FAULT_HOW     ENOSPC, EIO, EDQUOT, EINTR, EACCES, EINVAL; "short" (half is written or read);
///   "kill" PALPATE_FAULT_ONWARD  1: all from that one on; after a short one they fail with ENOSPC
Fate fateOf(Call call, const char* path, const char* second_path = nullptr);
/// The same for a call on an open file.
Fate fateOf(Call call, int descriptor);

std::string_view nameOf(Call call);

}  // namespace palpate::faults

#pragma once

namespace palpate::cli {

/// Puts /dev/null where standard input, output or error is closed. Otherwise the first files opened take
/// their numbers, and what is said on standard error is written into a journal.
void keepStandardStreamsOpen();

/// A write to a pipe that nobody reads any more fails, and no longer ends the program.
void outliveClosedPipes();

}  // namespace palpate::cli

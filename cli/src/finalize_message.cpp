#include "finalize_message.hpp"

#include <fmt/format.h>

namespace palpate::cli {

std::string describeFinalized(const session::FinalizeReport& report)
{
    auto text = fmt::format("{}: {} frames, {:.1f} s", report.session_path.string(), report.frames,
                            report.duration_s);
    if (report.damaged_records > 0) {
        text += fmt::format("; {} damaged places ({} bytes) were left out", report.damaged_records,
                            report.damaged_bytes);
    } else if (report.damaged_bytes > 0) {
        text += fmt::format("; the last {} bytes were being written when the recording was cut off",
                            report.damaged_bytes);
    }
    return text;
}

}  // namespace palpate::cli

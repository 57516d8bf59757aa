#include "session_files.hpp"

#include <algorithm>
#include <system_error>

namespace palpate::gui {

std::vector<SessionFile> listSessionFiles(const std::filesystem::path& folder, std::size_t most)
{
    std::vector<SessionFile> files;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const std::filesystem::path& path = entry->path();
        const bool journal = path.extension() == ".journal";
        std::error_code unreadable;
        if ((path.extension() != ".h5" && !journal) || !entry->is_regular_file(unreadable)) {
            continue;
        }
        SessionFile file{.path = path,
                         .bytes = entry->file_size(unreadable),
                         .needs_recovery = journal,
                         .changed = entry->last_write_time(unreadable)};
        if (!unreadable) {
            files.push_back(std::move(file));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SessionFile& a, const SessionFile& b) { return a.changed > b.changed; });
    if (files.size() > most) {
        files.resize(most);
    }
    return files;
}

}  // namespace palpate::gui

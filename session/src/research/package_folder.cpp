#include "research/package_folder.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "palpate/session/csv_export.hpp"
#include "palpate/session/manifest.hpp"

#include "export/text_file.hpp"
#include "file_descriptor.hpp"
#include "import/csv_fields.hpp"
#include "part_file.hpp"
#include "research/package_texts.hpp"
#include "research/session_copy.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "manifest-sha256.txt";

Result<void> writeText(const fs::path& path, std::string_view text)
{
    TextFile file{path};
    file.append(text);
    return file.finish();
}

Result<void> makeFolders(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", folder.string(), error.message()));
    }
    return {};
}

/// Every folder below, so that a power cut does not empty one.
Result<void> syncFolders(const fs::path& folder)
{
    std::error_code error;
    for (fs::recursive_directory_iterator entry{folder, error}; !error && entry != fs::end(entry);
         entry.increment(error)) {
        if (entry->is_directory(error)) {
            if (auto synced = syncFolder(entry->path()); !synced) {
                return synced;
            }
        }
    }
    return {};
}

/// Sessions in the order of their dates, so that days are counted from the first.
Result<std::vector<SessionReader>> openInOrder(const std::vector<fs::path>& paths)
{
    std::vector<SessionReader> sessions;
    sessions.reserve(paths.size());
    std::set<std::string> ids;
    for (const fs::path& path : paths) {
        auto session = SessionReader::open(path);
        if (!session) {
            return fail(std::move(session.error()));
        }
        const auto& id = session->header().info.session_id;
        if (!id.empty() && !ids.insert(id).second) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("{}: is the same session as one before it; name each once", path.string()));
        }
        sessions.push_back(std::move(*session));
    }
    std::stable_sort(sessions.begin(), sessions.end(), [](const SessionReader& a, const SessionReader& b) {
        return a.header().info.started_at < b.header().info.started_at;
    });
    return sessions;
}

class PackageWriter final {
  public:
    PackageWriter(fs::path folder, const ResearchOptions& options, PseudonymKeys& keys,
                  const Analyse& analyse)
        : folder_{std::move(folder)}, options_{options}, keys_{keys}, analyse_{analyse}
    {}

    [[nodiscard]] Result<void> add(SessionReader& session)
    {
        const auto texts = textsOf(session);
        if (!texts) {
            return fail(texts.error());
        }
        const auto released = releaseTexts(*texts, options_, keys_);
        if (!released) {
            return fail(released.error().code,
                        fmt::format("{}: {}", session.path().string(), released.error().message));
        }
        const auto name = fmt::format("sub-{}/ses-{}", released->participant, released->session_label);
        PackedSession packed{.participant = released->participant,
                             .label = released->session_label,
                             .file = fmt::format("{}/sub-{}_ses-{}_pressure.h5", name, released->participant,
                                                 released->session_label),
                             .tables = name + "/tables",
                             .day = released->day,
                             .header = released->texts.header};
        if (auto made = makeFolders(folder_ / name); !made) {
            return made;
        }
        if (auto copied = copyTo(session, *released, folder_ / packed.file); !copied) {
            return copied;
        }
        return addTables(packed);
    }

    [[nodiscard]] Result<PackageReport> finish()
    {
        const auto profile = options_.profile;
        auto written = write("README.md", readmeText(packed_, profile));
        written = written ? write("CITATION.cff", citationText()) : written;
        written = written && options_.with_license ? write("LICENSE", licenseText()) : written;
        written = written ? write("dataset_description.json", descriptionJson(profile)) : written;
        written = written ? write("participants.tsv", participantsTsv(packed_)) : written;
        written = written ? write("participants.json", participantsJson()) : written;
        written = written ? write("sessions.tsv", sessionsTsv(packed_, profile)) : written;
        written = written ? write("sessions.json", sessionsJson(profile)) : written;
        written = written ? write("data_dictionary.tsv", dictionaryTsv(dictionary_, profile)) : written;
        written = written ? write("data_dictionary.json", dictionaryJson(dictionary_, profile)) : written;
        if (!written) {
            return fail(std::move(written.error()));
        }
        const auto manifest = manifestOfFolder(folder_, kManifest);
        if (!manifest) {
            return fail(manifest.error());
        }
        written = write(kManifest, manifestText(*manifest));
        written = written ? syncFolders(folder_) : written;
        if (!written) {
            return fail(std::move(written.error()));
        }
        return PackageReport{.sessions = packed_.size(),
                             .participants = participantsIn(packed_),
                             .files = manifest->size() + 1};
    }

  private:
    [[nodiscard]] Result<void> write(std::string_view name, std::string_view text) const
    {
        return writeText(folder_ / name, text);
    }

    [[nodiscard]] static Result<void> copyTo(SessionReader& session, const ReleasedTexts& released,
                                             const fs::path& path)
    {
        auto part = PartFile::create(path);
        if (!part) {
            return fail(std::move(part.error()));
        }
        auto built = buildCopy(session, released, part->path());
        return built ? part->publish(false) : built;
    }

    /// The results of the copy, not of the session: nothing that was left out can come back.
    [[nodiscard]] Result<void> addTables(PackedSession& packed)
    {
        auto copy = SessionReader::openOwn(folder_ / packed.file);
        if (!copy) {
            return fail(std::move(copy.error()));
        }
        const auto results = analyse_(*copy);
        if (!results) {
            return fail(results.error());
        }
        packed.frames = copy->frameCount();
        packed.duration_s = results->duration_s;
        packed.rate_hz = results->rate ? std::optional{results->rate->hz} : std::nullopt;
        packed.quality = results->quality.grade;
        if (auto exported = exportCsv(*copy, *results, folder_ / packed.tables, false); !exported) {
            return exported;
        }
        if (auto taken = takeDictionary(folder_ / packed.tables / "dictionary.csv"); !taken) {
            return taken;
        }
        packed_.push_back(packed);
        return {};
    }

    [[nodiscard]] Result<void> takeDictionary(const fs::path& path)
    {
        auto lines = TextLines::open(path);
        if (!lines) {
            return fail(std::move(lines.error()));
        }
        for (bool is_header = true;; is_header = false) {
            const auto record = readCsvRecord(*lines);
            if (!record) {
                return fail(record.error());
            }
            if (!*record) {
                return {};
            }
            const auto& fields = (*record)->fields;
            if (is_header || fields.size() != 4) {
                continue;
            }
            DictionaryRow row{"tables/" + fields[0], fields[1], fields[2], fields[3]};
            if (defined_.insert(row.file + '\n' + row.column).second) {
                dictionary_.push_back(std::move(row));
            }
        }
    }

    fs::path folder_;
    const ResearchOptions& options_;
    PseudonymKeys& keys_;
    const Analyse& analyse_;
    std::vector<PackedSession> packed_;
    std::vector<DictionaryRow> dictionary_;
    std::set<std::string> defined_;
};

}  // namespace

Result<PackageReport> fillPackage(const std::vector<fs::path>& sessions, const fs::path& folder,
                                  const ResearchOptions& options, PseudonymKeys& keys, const Analyse& analyse)
{
    auto opened = openInOrder(sessions);
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    PackageWriter writer{folder, options, keys, analyse};
    for (SessionReader& session : *opened) {
        if (auto added = writer.add(session); !added) {
            return fail(std::move(added.error()));
        }
    }
    return writer.finish();
}

}  // namespace palpate::session

#include <system_error>
#include <utility>

#include "palpate/session/research.hpp"

#include "export/output_folder.hpp"
#include "part_file.hpp"
#include "research/package_folder.hpp"
#include "research/pseudonym_keys.hpp"
#include "research/sealed_package.hpp"
#include "research/session_copy.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;

bool isNothing(const std::string& /*name*/)
{
    return false;
}

Result<void> refuseExisting(const fs::path& target)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(target, error))) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{}: exists already; a package is never replaced, give another name",
                                target.string()));
    }
    return {};
}

/// A key that travels with the package opens it.
Result<void> checkKeyPlace(const ResearchOptions& options, const fs::path& folder)
{
    if (!options.key_file) {
        return {};
    }
    std::error_code error;
    const auto key = fs::weakly_canonical(fs::absolute(*options.key_file, error), error);
    const auto inside = key.lexically_relative(fs::weakly_canonical(fs::absolute(folder, error), error));
    if (!inside.empty() && *inside.begin() != "..") {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the key file must not lie in the package; keep it elsewhere",
                                options.key_file->string()));
    }
    return {};
}

Result<std::pair<ReleasedTexts, SessionReader>> release(const fs::path& path, const ResearchOptions& options,
                                                        PseudonymKeys& keys)
{
    auto session = SessionReader::open(path);
    if (!session) {
        return fail(std::move(session.error()));
    }
    const auto texts = textsOf(*session);
    if (!texts) {
        return fail(texts.error());
    }
    auto released = releaseTexts(*texts, options, keys);
    if (!released) {
        return fail(released.error().code, fmt::format("{}: {}", path.string(), released.error().message));
    }
    return std::pair{std::move(*released), std::move(*session)};
}

}  // namespace

Result<std::vector<FieldReport>> previewResearch(const fs::path& session, const ResearchOptions& options)
{
    auto keys = PseudonymKeys::read(options.key_file);
    if (!keys) {
        return fail(std::move(keys.error()));
    }
    auto released = release(session, options, *keys);
    if (!released) {
        return fail(std::move(released.error()));
    }
    return std::move(released->first.fields);
}

Result<void> writeResearchCopy(const fs::path& session, const fs::path& target,
                               const ResearchOptions& options)
{
    std::error_code error;
    if (!options.overwrite) {
        if (fs::exists(fs::symlink_status(target, error))) {
            return fail(ErrorCode::AlreadyExists,
                        fmt::format("{}: exists already; give another name or allow replacing it (--force)",
                                    target.string()));
        }
    } else if (fs::equivalent(session, target, error)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: is the session itself; give the copy another name", target.string()));
    }
    auto keys = PseudonymKeys::open(options.key_file);
    if (!keys) {
        return fail(std::move(keys.error()));
    }
    auto released = release(session, options, *keys);
    if (!released) {
        return fail(std::move(released.error()));
    }
    auto part = PartFile::create(target);
    if (!part) {
        return fail(std::move(part.error()));
    }
    if (auto built = buildCopy(released->second, released->first, part->path()); !built) {
        return built;
    }
    part->allowReading();
    if (const auto readable = SessionReader::openOwn(part->path()); !readable) {
        return fail(readable.error());
    }
    if (auto saved = keys->save(); !saved) {
        return saved;
    }
    return part->publish(options.overwrite);
}

Result<PackageReport> writeResearchPackage(const std::vector<fs::path>& sessions, const fs::path& folder,
                                           const ResearchOptions& options, const Analyse& analyse)
{
    auto checked = refuseExisting(folder);
    checked = checked ? checkKeyPlace(options, folder) : checked;
    if (!checked) {
        return fail(std::move(checked.error()));
    }
    auto keys = PseudonymKeys::open(options.key_file);
    if (!keys) {
        return fail(std::move(keys.error()));
    }
    auto output = OutputFolder::create(folder, false, isNothing);
    if (!output) {
        return fail(std::move(output.error()));
    }
    auto report = fillPackage(sessions, output->part(), options, *keys, analyse);
    if (!report) {
        return report;
    }
    auto published = keys->save();
    published = published ? output->publish() : published;
    if (!published) {
        return fail(std::move(published.error()));
    }
    return report;
}

Result<PackageReport> writeSealedPackage(const std::vector<fs::path>& sessions, const fs::path& file,
                                         const ResearchOptions& options, const Analyse& analyse,
                                         const std::string& passphrase)
{
    if (auto checked = refuseExisting(file); !checked) {
        return fail(std::move(checked.error()));
    }
    auto keys = PseudonymKeys::open(options.key_file);
    if (!keys) {
        return fail(std::move(keys.error()));
    }
    auto part = PartFile::create(file);
    if (!part) {
        return fail(std::move(part.error()));
    }
    // Never published: the package lies open only while it is made.
    auto open_package = OutputFolder::create(fs::path{file}.concat(".open"), false, isNothing);
    if (!open_package) {
        return fail(std::move(open_package.error()));
    }
    const auto& folder = open_package->part();
    std::error_code ignored;
    fs::permissions(folder, fs::perms::owner_all, ignored);
    auto report = fillPackage(sessions, folder, options, *keys, analyse);
    if (!report) {
        return report;
    }
    auto sealed = sealFolder(folder, part->descriptor(), part->path(), passphrase);
    sealed = sealed ? keys->save() : sealed;
    sealed = sealed ? part->publish(false) : sealed;
    if (!sealed) {
        return fail(std::move(sealed.error()));
    }
    return report;
}

Result<std::uint64_t> unsealPackage(const fs::path& file, const fs::path& folder,
                                    const std::string& passphrase)
{
    auto output = OutputFolder::create(folder, false, isNothing);
    if (!output) {
        return fail(std::move(output.error()));
    }
    auto files = openSealed(file, output->part(), passphrase);
    if (!files) {
        return files;
    }
    if (auto published = output->publish(); !published) {
        return fail(std::move(published.error()));
    }
    return files;
}

}  // namespace palpate::session

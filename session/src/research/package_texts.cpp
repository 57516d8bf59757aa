#include "research/package_texts.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "palpate/core/version.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Below it, a table over the participants can point at one of them.
constexpr std::size_t kSmallGroup = 5;

std::string_view whatIsLeft(ResearchProfile profile)
{
    switch (profile) {
        case ResearchProfile::Full:
            return "Nothing was taken out: client codes, serial numbers, dates and notes are as the clinic "
                   "has them. Give it "
                   "only to those who treat these clients, and seal it.";
        case ResearchProfile::Limited:
            return "Client codes, serial numbers and session ids are random pseudonyms. Dates are the real "
                   "ones. Notes, names "
                   "of ports and files are left out. A limited data set is given under an agreement on its "
                   "use.";
        case ResearchProfile::Shifted:
            return "Client codes, serial numbers and session ids are random pseudonyms. Dates are moved to "
                   "1925 or before, by "
                   "the same number of days in all sessions of one client. Notes, names of ports and files "
                   "are left out.";
        case ResearchProfile::SafeHarbour:
            return "Client codes, serial numbers and session ids are random pseudonyms. There is no date: "
                   "sessions.tsv counts "
                   "the days since the client's first session. No word that somebody wrote is left: names of "
                   "regions, "
                   "outcomes and techniques of the clinic's own are numbered.";
    }
    return {};
}

std::string matLines(const std::vector<PackedSession>& sessions)
{
    std::set<std::string> lines;
    for (const PackedSession& session : sessions) {
        const auto& mat = session.header.geometry;
        const auto& info = session.header.info;
        lines.insert(fmt::format("- {}{}: {} x {} cells, {} x {} mm apart",
                                 info.mat_id.empty() ? "mat" : info.mat_id,
                                 info.mat_title.empty() ? "" : fmt::format(" ({})", info.mat_title),
                                 mat.rows(), mat.cols(), mat.pitchXMm(), mat.pitchYMm()));
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string problemLines(const std::vector<PackedSession>& sessions)
{
    const auto poor = std::count_if(sessions.begin(), sessions.end(), [](const PackedSession& session) {
        return session.quality != QualityGrade::A;
    });
    return poor == 0 ? std::string{"- every recording has quality grade A"}
                     : fmt::format(
                           "- {} of {} recordings have a quality grade below A: the reasons are in their "
                           "tables/session.json",
                           poor, sessions.size());
}

std::string groupLine(std::size_t participants)
{
    return participants >= kSmallGroup
               ? std::string{}
               : fmt::format("- fewer than {} participants: a table over them can point at one of them\n",
                             kSmallGroup);
}

}  // namespace

std::string readmeText(const std::vector<PackedSession>& sessions, ResearchProfile profile)
{
    const auto participants = participantsIn(sessions);
    return fmt::format(
        R"(# Pressure sessions

{} sessions of {} participants, recorded with a pressure mat and exported by {} (profile {}).
Measurement and documentation aid, not a medical device.

## Privacy
{}

This package is pseudonymised: it is still personal data. Whoever holds the key file can tell whose the sessions are, and a
pressure map of a body may itself be recognised.

## How it was measured
{}

Pressure in kPa, lengths in mm, times in seconds since the start of each session. What the numbers can mean depends on the set-up,
which sessions.tsv names: numbers that a set-up makes untrue are not there or bear another name.

## What is where
- `participants.tsv`, `sessions.tsv`: one row per participant, per session; the .json beside them says what each column is
- `sub-*/ses-*/*_pressure.h5`: the session, HDF5 that netCDF programs open; `tables/`: its results as CSV
- `data_dictionary.tsv`, `data_dictionary.json`: every column with unit, type and missing code
- `dataset_description.json`: program, version and settings (GeneratedBy)
- `manifest-sha256.txt`: `sha256sum -c manifest-sha256.txt` checks every file

In Python: `xarray.open_dataset("sub-.../..._pressure.h5").pressure` is kPa over time, y and x.

## Known problems
{}
{}- an empty field, `n/a` or NaN is a value that does not exist, never 0
)",
        sessions.size(), participants, softwareName(), toString(profile), whatIsLeft(profile),
        matLines(sessions), problemLines(sessions), groupLine(participants));
}

std::string citationText()
{
    return fmt::format(R"(cff-version: 1.2.0
message: "To be completed by those who publish this package: title, authors, licence, DOI."
type: dataset
title: "Pressure sessions"
authors:
  - name: "to be filled in"
abstract: "Pressure-mat sessions, pseudonymised, exported by {}."
)",
                       softwareName());
}

std::string licenseText()
{
    return "To be filled in by those who publish this package: without a licence nobody may use it "
           "further.\n";
}

}  // namespace palpate::session

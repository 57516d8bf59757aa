#include "techniques_page.hpp"

#include <algorithm>
#include <utility>

#include <QKeyEvent>
#include <QVBoxLayout>

namespace palpate::gui {

TechniquesPage::TechniquesPage(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      header_(new PageHeader(theme, this)),
      back_(new QPushButton(tr("All techniques"), this)),
      without_(new QPushButton(tr("No technique"), this)),
      stack_(new QStackedWidget(this)),
      grid_(new TechniqueGrid(theme, this)),
      sheet_(new TechniqueSheet(theme, this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("techniquesPage"));
    back_->setObjectName(QStringLiteral("allTechniques"));
    back_->setToolTip(tr("Back (Escape)"));
    without_->setObjectName(QStringLiteral("noTechnique"));
    without_->setToolTip(tr("Measure without a coach"));
    for (QPushButton* const button : {back_, without_}) {
        button->setAutoDefault(true);
        header_->addAction(button);
    }
    stack_->addWidget(makeScrolling(grid_));
    stack_->addWidget(makeScrolling(sheet_));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(stack_, 1);
    connect(back_, &QPushButton::clicked, this, &TechniquesPage::showAll);
    connect(without_, &QPushButton::clicked, this, [this] { Q_EMIT chosen(std::nullopt); });
    connect(grid_, &TechniqueGrid::chosen, this, &TechniquesPage::showTechnique);
    connect(&sheet_->agreement(), &TechniqueAgreement::confirmed, this,
            [this] { Q_EMIT chosen(sheet_->agreement().choice()); });
    showAll();
}

QWidget* TechniquesPage::makeScrolling(QWidget* content)
{
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

void TechniquesPage::setCatalogue(TechniqueCatalogueForGui catalogue)
{
    catalogue_ = std::move(catalogue);
    grid_->setCatalogue(catalogue_);
    showAll();
}

void TechniquesPage::setChoice(const std::optional<TechniqueChoice>& choice)
{
    choice_ = choice;
    without_->setEnabled(choice.has_value());
}

void TechniquesPage::setTheme(const Theme& theme)
{
    header_->setTheme(theme);
    grid_->setTheme(theme);
    sheet_->setTheme(theme);
}

void TechniquesPage::showAll()
{
    header_->setTitle(tr("Techniques"), tr("Choose what the client does; the coach goes by it"));
    back_->hide();
    without_->setEnabled(choice_.has_value());
    stack_->setCurrentIndex(All);
    grid_->focusCard(looked_at_);
}

void TechniquesPage::showTechnique(const Technique& technique)
{
    looked_at_ = technique.id;
    header_->setTitle(QString::fromStdString(technique.title),
                      tr("For the %1").arg(QString::fromStdString(technique.region)));
    back_->show();
    sheet_->showTechnique(technique);
    if (choice_.has_value() && choice_->agreed.technique == technique) {
        sheet_->agreement().setChoice(*choice_);
    } else {
        sheet_->agreement().setTechnique(technique);
    }
    stack_->setCurrentIndex(One);
    sheet_->agreement().focusConfirm();
}

std::optional<Technique> TechniquesPage::find(const std::string& id) const
{
    const auto found = std::find_if(catalogue_.techniques.begin(), catalogue_.techniques.end(),
                                    [&id](const Technique& technique) { return technique.id == id; });
    return found == catalogue_.techniques.end() ? std::nullopt : std::optional<Technique>(*found);
}

void TechniquesPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && stack_->currentIndex() == One) {
        showAll();
        return;
    }
    QWidget::keyPressEvent(event);
}

void TechniquesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (stack_->currentIndex() == All) {
        grid_->focusCard(looked_at_);
    } else {
        sheet_->agreement().focusConfirm();
    }
}

}  // namespace palpate::gui

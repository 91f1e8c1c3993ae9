// Uses the generated client against the service whose URL is the argument; compiled and run by the tests.
import articleenrichment.ApiClient;
import articleenrichment.ApiException;
import articleenrichment.api.CatalogueApi;
import articleenrichment.api.EnrichmentApi;
import articleenrichment.api.FormatsApi;
import articleenrichment.model.BatchItem;
import articleenrichment.model.BatchRequest;
import articleenrichment.model.EnrichRequest;
import articleenrichment.model.EnrichResponse;
import articleenrichment.model.OffsetUnit;
import articleenrichment.model.Problem;
import articleenrichment.model.Quotation;
import articleenrichment.model.Span;
import java.time.Duration;
import java.util.List;

public class TryIt {
    static final String TEXT =
        "Zoo names panda 🐼\n\n“We are over the moon 🎉,” said zoo director Zoë Müller. “Visitors voted.”\n";

    static void check(boolean condition, String what) {
        if (!condition) throw new AssertionError(what);
    }

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setReadTimeout(Duration.ofMinutes(2));
        EnrichmentApi enrichment = new EnrichmentApi(client);

        EnrichRequest counted = new EnrichRequest().text(TEXT).id("cms-4711").offsetUnit(OffsetUnit.UTF16);
        EnrichResponse answer = enrichment.enrichArticle(counted);
        check("cms-4711".equals(answer.getId()), "the id");
        check(answer.getTextLength() == TEXT.length(), "length as Java counts it");
        check(!answer.getQuotations().isEmpty(), "quotations");
        for (Quotation quotation : answer.getQuotations()) {
            for (Span part : quotation.getContent()) {
                check(TEXT.substring(part.getStart(), part.getEnd()).equals(part.getText()), "spans slice the string");
            }
        }
        check("Zoë Müller".equals(answer.getQuotations().get(0).getSpeaker().getName()), "the speaker");
        double confidence = answer.getQuotations().get(0).getConfidence();
        check(confidence > 0.5 && confidence <= 1, "the confidence");

        try {
            enrichment.enrichArticle(new EnrichRequest().text(" "));
            check(false, "a blank text is refused");
        } catch (ApiException refused) {
            Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            check(refused.getCode() == 422 && problem.getStatus() == 422, "the status of a problem");
            check("text_empty".equals(problem.getCode()), "the code of a problem");
            check("/text".equals(problem.getErrors().get(0).getPointer()), "the place of a problem");
        }

        List<EnrichRequest> articles = List.of(new EnrichRequest().text(TEXT), new EnrichRequest().text(" "));
        List<BatchItem> items = enrichment.enrichBatch(new BatchRequest().articles(articles)).getResults();
        check(items.get(0).getResult().getOffsetUnit() == OffsetUnit.CODE_POINT, "the first article of a batch");
        check(items.get(0).getProblem() == null, "no problem");
        check("text_empty".equals(items.get(1).getProblem().getCode()), "the second article of a batch");

        FormatsApi formats = new FormatsApi(client);
        EnrichRequest plain = new EnrichRequest().text(TEXT);
        check("quotation".equals(formats.enrichArticleNinjs(plain).getAssociations().get(0).getRel()), "ninjs");
        check("NewsArticle".equals(formats.enrichArticleJsonLd(plain).getAtType()), "JSON-LD");
        check("Zoë Müller".equals(formats.enrichArticleSuperdesk(plain).getPerson().get(0).getName()), "Superdesk");

        CatalogueApi catalogue = new CatalogueApi(client);
        check(catalogue.listTopics(1, null).getTopics().size() == 17, "topics");
        check(catalogue.getServiceInfo().getLanguages().equals(List.of("en")), "info");
    }
}

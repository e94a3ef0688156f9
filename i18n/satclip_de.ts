<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="18"/>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Add embeddings to a layer</source>
        <translation>Einem Layer Embeddings hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,ort,satellit,merkmale,anreichern,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="63"/>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="73"/>
        <source>Number of principal components</source>
        <translation>Anzahl der Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>Layer with embeddings</source>
        <translation>Layer mit Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features with an embedding</source>
        <translation>Objekte mit Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Number of fields added</source>
        <translation>Anzahl hinzugefügter Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="124"/>
        <source>The output could not be written: {reason}</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,raster,karte,pca,hauptkomponenten,satellit,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="51"/>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="61"/>
        <source>Number of principal components (bands)</source>
        <translation>Anzahl der Hauptkomponenten (Kanäle)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="67"/>
        <source>Embedding map</source>
        <translation>Embedding-Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Set up the backend</source>
        <translation>Backend einrichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,installieren,torch,pytorch,python,umgebung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="71"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>Die Ausdehnung (EXTENT) hat keine Fläche: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="104"/>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="79"/>
        <source>Add embeddings to a layer…</source>
        <translation>Einem Layer Embeddings hinzufügen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="179"/>
        <source>Set up the backend…</source>
        <translation>Backend einrichten…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="52"/>
        <source>Options…</source>
        <translation>Optionen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="93"/>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="388"/>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="131"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>Ähnlichkeit am Mauszeiger: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="72"/>
        <source>Add live embedding layer</source>
        <translation>Live-Embedding-Layer hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="73"/>
        <source>Similar places</source>
        <translation>Ähnliche Orte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="335"/>
        <source>Similarity: {value}</source>
        <translation>Ähnlichkeit: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="89"/>
        <source>Live embeddings ({encoder})</source>
        <translation>Live-Embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="90"/>
        <source>Live similarity ({encoder})</source>
        <translation>Live-Ähnlichkeit ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="91"/>
        <source>Live clusters ({encoder})</source>
        <translation>Live-Cluster ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,raster,karte,ähnlichkeit,ähnliche orte,suche,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="78"/>
        <source>Similarity map</source>
        <translation>Ähnlichkeitskarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,raster,karte,cluster,k-means,klassifikation,regionen,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="62"/>
        <source>Number of clusters</source>
        <translation>Anzahl der Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="59"/>
        <source>Cluster map</source>
        <translation>Clusterkarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="83"/>
        <source>correct</source>
        <translation>richtig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="84"/>
        <source>incorrect</source>
        <translation>falsch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="69"/>
        <source>Gradient boosting</source>
        <translation>Gradient Boosting</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="72"/>
        <source>Neural network (MLP)</source>
        <translation>Neuronales Netz (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>Estimator</source>
        <translation>Lernverfahren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Classification</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="166"/>
        <source>Number of folds</source>
        <translation>Anzahl der Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="108"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="107"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>SatCLIP-Modelle (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="219"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="72"/>
        <source>Reading the layer</source>
        <translation>Der Layer wird gelesen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,vorhersagen,vorhersage,prognose,modell,regression,klassifikation,unsicherheit,schätzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="65"/>
        <source>Layer with predictions</source>
        <translation>Layer mit Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,bewerten,evaluieren,validierung,verallgemeinerung,generalisierung,übertragbarkeit,transfer,regionen,kontinente,zero-shot,modell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="74"/>
        <source>Scores by region</source>
        <translation>Gütemaße nach Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Number of regions</source>
        <translation>Anzahl der Regionen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compare encoders</source>
        <translation>Encoder vergleichen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,vergleichen,vergleich,encoder,embedding,benchmark,auflösung,grad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="76"/>
        <source>Scores by encoder</source>
        <translation>Gütemaße nach Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="74"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>Der Layer „{layer}“ hat kein Feld „{field}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="127"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>Der Layer „{layer}“ hat keine Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,vorhersagen,vorhersage,prognose,karte,raster,modell,unsicherheit,anwendbarkeit,anwendungsbereich</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="77"/>
        <source>Prediction map</source>
        <translation>Vorhersagekarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fit a model</source>
        <translation>Modell anpassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,regression,klassifikation,maschinelles lernen,kreuzvalidierung,vorhersagen,vorhersage,modell,anpassen,trainieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="135"/>
        <source>Name of the score</source>
        <translation>Name des Gütemaßes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="107"/>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="177"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="178"/>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="179"/>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="180"/>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="181"/>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="182"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="40"/>
        <source>No evaluation yet</source>
        <translation>Noch keine Auswertung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="166"/>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>held out</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 1</source>
        <translation>Top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 10</source>
        <translation>Top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="116"/>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="223"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>Der Layer „{layer}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Pretrain an encoder</source>
        <translation>Encoder vortrainieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,vortrainieren,trainieren,encoder,bilder,satellit,maschinelles lernen,selbstüberwacht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="20"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="69"/>
        <source>Or a folder of patches</source>
        <translation>Oder ein Ordner mit Bildausschnitten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>My region</source>
        <translation>Meine Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="109"/>
        <source>Training steps</source>
        <translation>Trainingsschritte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,stichprobe,bilder,ausschnitte,kacheln,vortrainieren,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="58"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>Der Ordner {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="36"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>{file} kann nicht geschrieben werden: Der Ordner {folder} existiert nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>{file} kann nicht gelesen oder geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="310"/>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Principal components (RGB)</source>
        <translation>Hauptkomponenten (RGB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Similarity to locations</source>
        <translation>Ähnlichkeit mit Orten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="54"/>
        <source>Add a raster layer that is rendered while you pan and zoom</source>
        <translation>Fügt einen Rasterlayer hinzu, der beim Verschieben und Zoomen berechnet wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="56"/>
        <source>Apply these settings to the selected live layer</source>
        <translation>Wendet diese Einstellungen auf den gewählten Live-Layer an</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="68"/>
        <source>Map the similarity to the selected features of the current point layer</source>
        <translation>Kartiert die Ähnlichkeit mit den gewählten Objekten des aktuellen Punktlayers</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="50"/>
        <source>Pretraining runs</source>
        <translation>Vortrainingsläufe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="65"/>
        <source>Stop the run and save a checkpoint</source>
        <translation>Hält den Lauf an und speichert einen Checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="67"/>
        <source>Resume the stopped run from its checkpoint</source>
        <translation>Setzt den angehaltenen Lauf ab seinem Checkpoint fort</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="73"/>
        <source>Delete the run and its images. A finished encoder is kept.</source>
        <translation>Löscht den Lauf und seine Bilder. Ein fertiger Encoder bleibt erhalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="76"/>
        <source>Create an embedding map with the encoder of this run</source>
        <translation>Erstellt eine Embedding-Karte mit dem Encoder dieses Laufs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="151"/>
        <source>There are no runs yet. Click “New run…”.</source>
        <translation>Es gibt noch keine Läufe. Klicken Sie auf „Neuer Lauf…“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="155"/>
        <source>Delete the run “{run}”, its images and its checkpoints?</source>
        <translation>Den Lauf „{run}“, seine Bilder und seine Checkpoints löschen?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="31"/>
        <source>Loss and retrieval accuracy</source>
        <translation>Verlust und Retrieval-Genauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="47"/>
        <source>Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 {top10}</source>
        <translation>Schritt {step}: Trainingsverlust {loss}, Validierungsverlust {held_out}; Retrieval Top 1 {top1}, Top 10 {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="93"/>
        <source>The curves appear after the first evaluation.</source>
        <translation>Die Kurven erscheinen nach der ersten Auswertung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>Retrieval accuracy</source>
        <translation>Retrieval-Genauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="138"/>
        <source>The encoder “{encoder}” has finished training and is now available.</source>
        <translation>Das Training des Encoders „{encoder}“ ist abgeschlossen. Er ist jetzt verfügbar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="154"/>
        <source>The backend is still processing the previous request.</source>
        <translation>Das Backend bearbeitet noch die vorige Anfrage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="38"/>
        <source>Testing the SatCLIP backend</source>
        <translation>Das SatCLIP-Backend wird getestet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>The backend works: version {version}, device {device}, {count} encoders.</source>
        <translation>Das Backend funktioniert: Version {version}, Gerät {device}, {count} Encoder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="72"/>
        <source>Python executable of the backend</source>
        <translation>Python-Programm des Backends</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="86"/>
        <source>Leave the path empty to use the environment that “Set up the backend” installs. To use another environment, enter the path of its Python executable. The environment must contain the package satclip-backend.</source>
        <translation>Lassen Sie den Pfad leer, um die Umgebung zu verwenden, die „Backend einrichten“ installiert. Für eine andere Umgebung geben Sie den Pfad ihres Python-Programms an. Die Umgebung muss das Paket satclip-backend enthalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="197"/>
        <source>The backend is not installed. Run the algorithm “Set up the backend”.</source>
        <translation>Das Backend ist nicht installiert. Führen Sie den Algorithmus „Backend einrichten“ aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="198"/>
        <source>Not tested yet: {python}</source>
        <translation>Noch nicht getestet: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="161"/>
        <source>Testing…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="258"/>
        <source>This point is not on Earth. Click elsewhere.</source>
        <translation>Dieser Punkt liegt nicht auf der Erde. Klicken Sie an eine andere Stelle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="288"/>
        <source>Select features of a point layer first.</source>
        <translation>Wählen Sie zuerst Objekte eines Punktlayers.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="291"/>
        <source>{count} points are selected. The maximum is {most}, so only the first {most} are used.</source>
        <translation>{count} Punkte sind gewählt. Das Maximum ist {most}, daher werden nur die ersten {most} verwendet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="384"/>
        <source>Starting the SatCLIP backend…</source>
        <translation>Das SatCLIP-Backend wird gestartet…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="394"/>
        <source>The live layer can&apos;t be rendered. {reason}</source>
        <translation>Der Live-Layer kann nicht dargestellt werden. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="58"/>
        <source>The extent (EXTENT) is not finite. Choose another extent.</source>
        <translation>Die Ausdehnung (EXTENT) ist nicht endlich. Wählen Sie eine andere Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="69"/>
        <source>The pixel size (PIXEL_SIZE) must be greater than 0.</source>
        <translation>Die Pixelgröße (PIXEL_SIZE) muss größer als 0 sein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="152"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}. Choose another CRS or extent.</source>
        <translation>Die Ausdehnung (EXTENT) lässt sich nicht nach {crs} transformieren. Wählen Sie ein anderes KBS oder eine andere Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="56"/>
        <source>Target field</source>
        <translation>Zielfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="70"/>
        <source>Linear (ridge or logistic regression)</source>
        <translation>Linear (Ridge- oder logistische Regression)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="71"/>
        <source>Nearest neighbours (no embeddings)</source>
        <translation>Nächste Nachbarn (ohne Embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="73"/>
        <source>Automatic (best score)</source>
        <translation>Automatisch (bestes Gütemaß)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Additional predictor fields</source>
        <translation>Weitere Prädiktorfelder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Use coordinates as predictors</source>
        <translation>Koordinaten als Prädiktoren verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Model type</source>
        <translation>Modelltyp</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="134"/>
        <source>Units of the target field</source>
        <translation>Einheit des Zielfelds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Weight field</source>
        <translation>Gewichtsfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="145"/>
        <source>Group field</source>
        <translation>Gruppenfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Match prediction distances (kNNDM)</source>
        <translation>Vorhersagedistanzen nachbilden (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Spatial blocks of equal area</source>
        <translation>Räumliche Blöcke gleicher Fläche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Leave one group out</source>
        <translation>Jeweils eine Gruppe auslassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Random folds (optimistic)</source>
        <translation>Zufällige Folds (optimistisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Block size in km (0: automatic)</source>
        <translation>Blockgröße in km (0: automatisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="180"/>
        <source>Prediction area</source>
        <translation>Vorhersagegebiet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="95"/>
        <source>Random seed</source>
        <translation>Startwert des Zufallsgenerators</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="239"/>
        <source>Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).</source>
        <translation>Die Kreuzvalidierung nach Gruppen (FOLDS) braucht ein Gruppenfeld (GROUPS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="292"/>
        <source>The model file {path} (MODEL_FILE) does not exist.</source>
        <translation>Die Modelldatei {path} (MODEL_FILE) existiert nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="111"/>
        <source>The file {file} ({name}) contains several images ({images}). Add them to the project (Layer &gt; Add Layer &gt; Add Raster Layer) and choose them there.</source>
        <translation>Die Datei {file} ({name}) enthält mehrere Bilder ({images}). Fügen Sie sie dem Projekt hinzu (Layer &gt; Layer hinzufügen &gt; Rasterlayer hinzufügen) und wählen Sie sie dort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="117"/>
        <source>The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.</source>
        <translation>Der Layer „{layer}“ ({name}) ist kein Rasterlayer. Wählen Sie einen Rasterlayer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="123"/>
        <source>The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original images, or export the layer as a GeoTIFF first.</source>
        <translation>Der Layer „{layer}“ ({name}) ist ein Kartendienst (WMS, XYZ). Wählen Sie die Originalbilder oder exportieren Sie den Layer zuerst als GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="138"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>Der Layer „{layer}“ ({name}) hat kein Koordinatenbezugssystem. Legen Sie es in den Layereigenschaften (Quelle) fest.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="101"/>
        <source>Sending the layer “{layer}” to the backend</source>
        <translation>Der Layer „{layer}“ wird an das Backend gesendet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="104"/>
        <source>The layer “{layer}” does not overlap the extent.</source>
        <translation>Der Layer „{layer}“ überschneidet die Ausdehnung nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="83"/>
        <source>No image overlaps the extent. Choose another extent.</source>
        <translation>Kein Bild überschneidet die Ausdehnung. Wählen Sie eine andere Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="148"/>
        <source>The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is {most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend).</source>
        <translation>Der Layer „{layer}“ ist zu groß: {pixels} Pixel belegen {size:.1f} GB. Das Maximum ist {most:.1f} GB. Wählen Sie eine kleinere Ausdehnung oder verwenden Sie die Befehlszeile (satclip-backend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="243"/>
        <source>The layer “{layer}” can't be read, or its copy can't be written to {folder}.</source>
        <translation>Der Layer „{layer}“ kann nicht gelesen oder seine Kopie nicht nach {folder} geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="37"/>
        <source>{folder} (OUTPUT) is a file. Choose a folder.</source>
        <translation>{folder} (OUTPUT) ist eine Datei. Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="96"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run the algorithm again.</source>
        <translation>Das Backend hat Bildausschnitte gesendet, die nicht gelesen werden können ({reason}). Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="128"/>
        <source>The folder {folder} (OUTPUT) contains patches made with other settings. Choose another folder, or use the same images and patch settings to continue.</source>
        <translation>Der Ordner {folder} (OUTPUT) enthält Bildausschnitte mit anderen Einstellungen. Wählen Sie einen anderen Ordner oder verwenden Sie zum Fortsetzen dieselben Bilder und Einstellungen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="136"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Free some disk space or choose another folder. Existing patches are kept, and the next run continues from there.</source>
        <translation>Die Bildausschnitte können nicht nach {folder} (OUTPUT) geschrieben werden: {reason}. Schaffen Sie Speicherplatz oder wählen Sie einen anderen Ordner. Vorhandene Bildausschnitte bleiben erhalten, und der nächste Lauf setzt dort fort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Predict features</source>
        <translation>Objekte vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Adds predictions of a model to the features of a layer, with uncertainty and applicability.</source>
        <translation>Fügt den Objekten eines Layers Vorhersagen eines Modells hinzu, mit Unsicherheit und Anwendbarkeit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="77"/>
        <source>Prefix for new fields</source>
        <translation>Präfix für neue Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="67"/>
        <source>Features with a prediction</source>
        <translation>Objekte mit Vorhersage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="68"/>
        <source>Features outside the area of applicability</source>
        <translation>Objekte außerhalb des Anwendbarkeitsbereichs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="70"/>
        <source>Target field of the model</source>
        <translation>Zielfeld des Modells</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="102"/>
        <source>The layer “{layer}” changed during the prediction. Run the algorithm again.</source>
        <translation>Der Layer „{layer}“ hat sich während der Vorhersage geändert. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/fields.py" line="42"/>
        <source>The layer already has a field “{name}”. Choose another prefix (PREFIX).</source>
        <translation>Der Layer hat bereits ein Feld „{name}“. Wählen Sie ein anderes Präfix (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Evaluate a model on held-out regions</source>
        <translation>Modell auf zurückgehaltenen Regionen bewerten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Scores a model on continents or other regions that are held out of training.</source>
        <translation>Bewertet ein Modell auf Kontinenten oder anderen Regionen, die vom Training ausgeschlossen werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="58"/>
        <source>Layer with the target field</source>
        <translation>Layer mit dem Zielfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="70"/>
        <source>Region field</source>
        <translation>Regionenfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Score on regions without training points</source>
        <translation>Gütemaß in Regionen ohne Trainingspunkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/outputs.py" line="171"/>
        <source>{file} already exists. Enter the full file name to replace it, or choose another name.</source>
        <translation>{file} existiert bereits. Geben Sie den vollständigen Dateinamen an, um sie zu ersetzen, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Adds the SatCLIP location embedding of each feature as new fields.</source>
        <translation>Fügt jedem Objekt das SatCLIP-Embedding seiner Koordinaten als neue Felder hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>All embedding dimensions</source>
        <translation>Alle Dimensionen des Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Principal components only</source>
        <translation>Nur Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>Fields to add</source>
        <translation>Hinzuzufügende Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features without an embedding</source>
        <translation>Objekte ohne Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="179"/>
        <source>The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller number.</source>
        <translation>Der Encoder hat {dimension} Komponenten, aber COMPONENTS ist {components}. Geben Sie eine kleinere Zahl ein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="34"/>
        <source>{file} is a folder. Enter a file name.</source>
        <translation>{file} ist ein Ordner. Geben Sie einen Dateinamen an.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="42"/>
        <source>{file} is read-only. Choose another name, or make the file writable.</source>
        <translation>{file} ist schreibgeschützt. Wählen Sie einen anderen Namen oder heben Sie den Schreibschutz auf.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="123"/>
        <source>{file} can&apos;t be written: {reason}. Choose another location, or close the program that uses the file.</source>
        <translation>{file} kann nicht geschrieben werden: {reason}. Wählen Sie einen anderen Speicherort oder schließen Sie das Programm, das die Datei verwendet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="65"/>
        <source>Output CRS</source>
        <translation>KBS der Ausgabe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="71"/>
        <source>Compute each pixel exactly (slower)</source>
        <translation>Jedes Pixel exakt berechnen (langsamer)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Valid pixels</source>
        <translation>Gültige Pixel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="79"/>
        <source>The output CRS (CRS) is not valid. Choose another CRS.</source>
        <translation>Das KBS der Ausgabe (CRS) ist ungültig. Wählen Sie ein anderes KBS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="168"/>
        <source>The backend did not return “{name}”. Run the algorithm again.</source>
        <translation>Das Backend hat „{name}“ nicht geliefert. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). Choose another file.</source>
        <translation>„{output}“ ({name}) würde {file} überschreiben, eine Eingabe („{input}“). Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose different files.</source>
        <translation>„{output}“ ({name}) und „{other}“ ({other_name}) würden beide nach {file} schreiben. Wählen Sie verschiedene Dateien.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Trains a SatCLIP encoder on satellite imagery of a region.</source>
        <translation>Trainiert einen SatCLIP-Encoder mit Satellitenbildern einer Region.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="82"/>
        <source>Or polygons</source>
        <translation>Oder Polygone</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>Encoder name</source>
        <translation>Name des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="89"/>
        <source>Training time in minutes</source>
        <translation>Trainingszeit in Minuten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="90"/>
        <source>Run in the background</source>
        <translation>Im Hintergrund ausführen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="100"/>
        <source>Resume the stopped run with this name</source>
        <translation>Angehaltenen Lauf dieses Namens fortsetzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="115"/>
        <source>Encoder id</source>
        <translation>ID des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="110"/>
        <source>Top-1 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Top-1-Retrieval-Genauigkeit an Validierungspunkten (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="111"/>
        <source>Top-10 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Top-10-Retrieval-Genauigkeit an Validierungspunkten (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="112"/>
        <source>Held-out loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="113"/>
        <source>Training time in seconds</source>
        <translation>Trainingszeit in Sekunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>Predict image features</source>
        <translation>Bildmerkmale vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>Contrastive (CLIP, as published)</source>
        <translation>Kontrastiv (CLIP, wie veröffentlicht)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>Contrastive (SigLIP)</source>
        <translation>Kontrastiv (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="163"/>
        <source>Predict features and contrastive (CLIP)</source>
        <translation>Merkmale vorhersagen und kontrastiv (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="170"/>
        <source>Random convolutional features (MOSAIKS)</source>
        <translation>Zufällige Faltungsmerkmale (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="171"/>
        <source>Small untrained CNN</source>
        <translation>Kleines untrainiertes CNN</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="172"/>
        <source>MoCo ResNet18 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet18 (Sentinel-2, Download)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="173"/>
        <source>MoCo ResNet50 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet50 (Sentinel-2, Download)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="174"/>
        <source>MoCo ViT-S/16 (Sentinel-2, downloaded)</source>
        <translation>MoCo ViT-S/16 (Sentinel-2, Download)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Number of points</source>
        <translation>Anzahl der Punkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="41"/>
        <source>Patch size in pixels</source>
        <translation>Größe der Bildausschnitte in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="126"/>
        <source>Maximum degree L</source>
        <translation>Maximaler Grad L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="157"/>
        <source>Hidden layer size</source>
        <translation>Größe der verborgenen Schichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="177"/>
        <source>Image encoder</source>
        <translation>Bild-Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Land only</source>
        <translation>Nur Land</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="225"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER).</source>
        <translation>Wählen Sie entweder Bilder (RASTERS) oder einen Ordner mit Bildausschnitten (FOLDER).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="88"/>
        <source>The extent (EXTENT) has no area. Choose another extent.</source>
        <translation>Die Ausdehnung (EXTENT) hat keine Fläche. Wählen Sie eine andere Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="263"/>
        <source>The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.</source>
        <translation>Der Encoder „{encoder}“ ist jetzt verfügbar: L = {degree}, Auflösung etwa {km} km.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="311"/>
        <source>“{name}” (NAME) is not a valid encoder name. Use letters and digits.</source>
        <translation>„{name}“ (NAME) ist kein gültiger Name für einen Encoder. Verwenden Sie Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="336"/>
        <source>An encoder “{encoder}” already exists. Choose another name (NAME).</source>
        <translation>Ein Encoder „{encoder}“ existiert bereits. Wählen Sie einen anderen Namen (NAME).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="138"/>
        <source>Not enough memory. Close other programs, or use fewer features or pixels.</source>
        <translation>Der Arbeitsspeicher reicht nicht. Schließen Sie andere Programme oder verwenden Sie weniger Objekte oder Pixel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="143"/>
        <source>“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with the contents of the SatCLIP tab of the log messages panel.</source>
        <translation>„{algorithm}“ ist mit einem unerwarteten Fehler fehlgeschlagen ({kind}: {reason}). Bitte melden Sie ihn mit dem Inhalt des Reiters SatCLIP im Protokollfenster.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compares encoders and resolutions by cross-validation on a target field.</source>
        <translation>Vergleicht Encoder und Auflösungen durch Kreuzvalidierung an einem Zielfeld.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="66"/>
        <source>Maximum degrees L to compare</source>
        <translation>Zu vergleichende maximale Grade L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Best encoder or baseline</source>
        <translation>Bester Encoder oder bestes Vergleichsmodell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Summary of the comparison</source>
        <translation>Zusammenfassung des Vergleichs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="124"/>
        <source>The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.</source>
        <translation>Die Grade (DEGREES) müssen ganze Zahlen sein, durch Kommas getrennt, zum Beispiel 5,10,20.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Create an embedding map</source>
        <translation>Embedding-Karte erstellen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Maps the principal components of the SatCLIP embedding of each pixel.</source>
        <translation>Kartiert die Hauptkomponenten des SatCLIP-Embeddings jedes Pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="51"/>
        <source>Encoder (same colours on every map)</source>
        <translation>Encoder (gleiche Farben auf allen Karten)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Map extent (highest contrast)</source>
        <translation>Kartenausdehnung (höchster Kontrast)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="53"/>
        <source>Saved basis file</source>
        <translation>Gespeicherte Basisdatei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>PCA basis</source>
        <translation>PCA-Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="57"/>
        <source>PCA basis file</source>
        <translation>Datei der PCA-Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>Output PCA basis</source>
        <translation>PCA-Basis speichern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>Choose a PCA basis file (BASIS_FILE).</source>
        <translation>Wählen Sie eine Datei der PCA-Basis (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="103"/>
        <source>The PCA basis file can&apos;t be read: {reason}.</source>
        <translation>Die Datei der PCA-Basis kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="107"/>
        <source>{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT).</source>
        <translation>{file} ist keine Datei einer PCA-Basis. Wählen Sie eine Datei, die dieser Algorithmus gespeichert hat (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="84"/>
        <source>The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a numeric, text, date or boolean field.</source>
        <translation>Das Feld „{field}“ des Layers „{layer}“ hat den nicht unterstützten Typ {type}. Wählen Sie ein Feld mit Zahlen, Text, Datums- oder Wahrheitswerten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Installs PyTorch and the SatCLIP backend in a separate Python environment.</source>
        <translation>Installiert PyTorch und das SatCLIP-Backend in einer eigenen Python-Umgebung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="55"/>
        <source>Python executable (3.10 or newer)</source>
        <translation>Python-Programm (3.10 oder neuer)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="64"/>
        <source>Folder of wheels</source>
        <translation>Ordner mit Wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Package index URL</source>
        <translation>URL des Paketindex</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="69"/>
        <source>Offline: use the folder of wheels only</source>
        <translation>Offline: nur den Ordner mit Wheels verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>Installation log</source>
        <translation>Installationsprotokoll</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="100"/>
        <source>The plugin folder does not contain the backend&apos;s wheel. Install the plugin again.</source>
        <translation>Der Ordner der Erweiterung enthält das Wheel des Backends nicht. Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="98"/>
        <source>Log file: {log}</source>
        <translation>Protokolldatei: {log}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Create a prediction map</source>
        <translation>Vorhersagekarte erstellen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Maps the predictions of a model, with uncertainty and applicability.</source>
        <translation>Kartiert die Vorhersagen eines Modells, mit Unsicherheit und Anwendbarkeit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="57"/>
        <source>Add uncertainty and applicability bands</source>
        <translation>Kanäle für Unsicherheit und Anwendbarkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="59"/>
        <source>Mask pixels outside the area of applicability</source>
        <translation>Auf den Anwendbarkeitsbereich beschränken</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>2nd percentile of the predictions</source>
        <translation>2. Perzentil der Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>98th percentile of the predictions</source>
        <translation>98. Perzentil der Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="104"/>
        <source>The whole extent lies outside the area of applicability. The map is empty.</source>
        <translation>Die gesamte Ausdehnung liegt außerhalb des Anwendbarkeitsbereichs. Die Karte ist leer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Create a similarity map</source>
        <translation>Ähnlichkeitskarte erstellen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Maps the cosine similarity of SatCLIP embeddings to one or more reference points.</source>
        <translation>Kartiert die Kosinusähnlichkeit der SatCLIP-Embeddings mit einem oder mehreren Referenzpunkten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="48"/>
        <source>Reference layer</source>
        <translation>Referenzlayer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Reference point</source>
        <translation>Referenzpunkt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Number of reference points</source>
        <translation>Anzahl der Referenzpunkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="93"/>
        <source>There are no reference points. Choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>Es gibt keine Referenzpunkte. Wählen Sie einen Layer (PLACES), einen Punkt (POINT) oder beides.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="119"/>
        <source>The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).</source>
        <translation>Der Referenzpunkt (POINT) liegt nicht auf der Erde. Wählen Sie einen anderen Punkt (x,y [EPSG:4326]).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="56"/>
        <source>The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the polygons first.</source>
        <translation>Die Polygone von „{layer}“ haben {count} Stützpunkte. Das Maximum ist {most}. Vereinfachen Sie die Polygone zuerst.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extract image patches</source>
        <translation>Bildausschnitte extrahieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extracts patches of images around points, as training data for an encoder.</source>
        <translation>Extrahiert Bildausschnitte um Punkte, als Trainingsdaten für einen Encoder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>Sampling extent</source>
        <translation>Ausdehnung der Stichprobe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="69"/>
        <source>Sampling polygons</source>
        <translation>Polygone der Stichprobe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="73"/>
        <source>Or a layer of points</source>
        <translation>Oder ein Layer mit Punkten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="77"/>
        <source>Number of random points</source>
        <translation>Anzahl der Zufallspunkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="84"/>
        <source>Pixel size in metres</source>
        <translation>Pixelgröße in Metern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="89"/>
        <source>Cloud mask band and clear values</source>
        <translation>Kanal der Wolkenmaske und klare Werte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="90"/>
        <source>Maximum share of nodata pixels (percent)</source>
        <translation>Maximaler Anteil der Nodata-Pixel (Prozent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="94"/>
        <source>Stratify points by equal-area cells</source>
        <translation>Punkte nach Zellen gleicher Fläche schichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="96"/>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of patches in the folder</source>
        <translation>Anzahl der Bildausschnitte im Ordner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of new patches</source>
        <translation>Anzahl neuer Bildausschnitte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of skipped points</source>
        <translation>Anzahl übersprungener Punkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="116"/>
        <source>Choose at least one image (RASTERS).</source>
        <translation>Wählen Sie mindestens ein Bild (RASTERS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="143"/>
        <source>No patch could be extracted ({reasons}). Check the extent of the images, the sampling area and the patch size (PIXELS).</source>
        <translation>Es konnte kein Bildausschnitt extrahiert werden ({reasons}). Prüfen Sie die Ausdehnung der Bilder, das Gebiet der Stichprobe und die Größe der Bildausschnitte (PIXELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="204"/>
        <source>No patch was taken from {images}: other images cover the same points.</source>
        <translation>Aus {images} wurde kein Bildausschnitt entnommen: Andere Bilder decken dieselben Punkte ab.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="33"/>
        <source>The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder with fewer images, or train with the command satclip-backend pretrain.</source>
        <translation>Der Ordner {folder} enthält {size} MB an Bildern. Das Maximum sind {most} MB. Wählen Sie einen Ordner mit weniger Bildern oder trainieren Sie mit dem Befehl satclip-backend pretrain.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="69"/>
        <source>The folder {folder} (FOLDER) does not exist.</source>
        <translation>Der Ordner {folder} (FOLDER) existiert nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="80"/>
        <source>The folder {folder} contains no images. Choose a folder with georeferenced patches, or one that “Extract image patches” created (index.csv and images).</source>
        <translation>Der Ordner {folder} enthält keine Bilder. Wählen Sie einen Ordner mit georeferenzierten Bildausschnitten oder einen, den „Bildausschnitte extrahieren“ erstellt hat (index.csv und images).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="43"/>
        <source>The layer “{layer}” has no geometry. Run “Create points layer from table” first.</source>
        <translation>Der Layer „{layer}“ hat keine Geometrie. Führen Sie zuerst „Punktlayer aus Tabelle erzeugen“ aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="49"/>
        <source>The layer “{layer}” contains geometry collections, which are not supported. Convert them to points, lines or polygons first.</source>
        <translation>Der Layer „{layer}“ enthält Geometriesammlungen, die nicht unterstützt werden. Wandeln Sie sie zuerst in Punkte, Linien oder Polygone um.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="56"/>
        <source>The layer “{layer}” has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>Der Layer „{layer}“ hat kein Koordinatenbezugssystem. Legen Sie es in den Layereigenschaften (Quelle) fest.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="88"/>
        <source>{format} can&apos;t store features without a geometry, and feature {id} has none. Choose another format, such as GeoPackage.</source>
        <translation>{format} kann keine Objekte ohne Geometrie speichern, und Objekt {id} hat keine. Wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="97"/>
        <source>{format} stores at most {longest} bytes of text, and “{field}” of feature {id} has {size}. Choose another format, such as GeoPackage.</source>
        <translation>{format} speichert höchstens {longest} Bytes Text, und „{field}“ von Objekt {id} hat {size}. Wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="112"/>
        <source>{format} can't store the number {value} in “{field}” of feature {id} exactly. Choose another format, such as GeoPackage.</source>
        <translation>{format} kann die Zahl {value} in „{field}“ von Objekt {id} nicht exakt speichern. Wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="141"/>
        <source>{format} can&apos;t store these fields: {fields}. Choose another format, such as GeoPackage, or remove the fields from the layer first.</source>
        <translation>{format} kann diese Felder nicht speichern: {fields}. Wählen Sie ein anderes Format, etwa GeoPackage, oder entfernen Sie die Felder zuerst aus dem Layer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="149"/>
        <source>{format} changes field names: {names}.</source>
        <translation>{format} ändert Feldnamen: {names}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="155"/>
        <source>{format} stores lists and objects as JSON text: {fields}.</source>
        <translation>{format} speichert Listen und Objekte als JSON-Text: {fields}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="161"/>
        <source>{format} stores no geometries. The output has no locations.</source>
        <translation>{format} speichert keine Geometrien. Die Ausgabe enthält keine Positionen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="165"/>
        <source>QGIS can&apos;t read {format}, so the output was not verified.</source>
        <translation>QGIS kann {format} nicht lesen, daher wurde die Ausgabe nicht geprüft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="169"/>
        <source>{format} does not store this coordinate reference system. Set it when you open the file.</source>
        <translation>{format} speichert dieses Koordinatenbezugssystem nicht. Setzen Sie es beim Öffnen der Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field.</source>
        <translation>{format} kann diesen Layer nicht speichern: {reason}. Benennen Sie das Feld um oder entfernen Sie es.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field, or choose another format, such as GeoPackage.</source>
        <translation>{format} kann diesen Layer nicht speichern: {reason}. Benennen Sie das Feld um, entfernen Sie es oder wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fits and cross-validates a model that predicts a field from SatCLIP embeddings.</source>
        <translation>Passt ein Modell an, das ein Feld aus SatCLIP-Embeddings vorhersagt, und prüft es durch Kreuzvalidierung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="106"/>
        <source>Confidence level (percent)</source>
        <translation>Konfidenzniveau (Prozent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="113"/>
        <source>Out-of-fold predictions</source>
        <translation>Out-of-fold-Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="126"/>
        <source>Number of observations used</source>
        <translation>Anzahl der verwendeten Beobachtungen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Cross-validated score</source>
        <translation>Kreuzvalidiertes Gütemaß</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Score with random folds (optimistic)</source>
        <translation>Gütemaß mit zufälligen Folds (optimistisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Coverage of the intervals (0 to 1)</source>
        <translation>Überdeckung der Intervalle (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Share of the prediction area inside the area of applicability (0 to 1)</source>
        <translation>Anteil des Vorhersagegebiets im Anwendbarkeitsbereich (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="136"/>
        <source>Effect of the embeddings</source>
        <translation>Wirkung der Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="137"/>
        <source>Effect of the embeddings, as a sentence</source>
        <translation>Wirkung der Embeddings, als Satz</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Create a cluster map</source>
        <translation>Clusterkarte erstellen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).</source>
        <translation>Ordnet jedes Pixel einem Cluster ähnlicher SatCLIP-Embeddings zu (k-Means).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="51"/>
        <source>Globe (same clusters on every map)</source>
        <translation>Erde (gleiche Cluster auf allen Karten)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="52"/>
        <source>Map extent (most detail)</source>
        <translation>Kartenausdehnung (mehr Einzelheiten)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="58"/>
        <source>Fit clusters on</source>
        <translation>Cluster anpassen an</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="61"/>
        <source>Cluster table (typical locations)</source>
        <translation>Clustertabelle (typische Standorte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="148"/>
        <source>The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not support. Choose another format, such as GeoPackage.</source>
        <translation>Der Layer enthält verschiedene Geometrietypen ({one} und im Objekt {id} {other}), was dieses Format nicht unterstützt. Wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="177"/>
        <source>The output contains only {found} of {count} features. The disk may be full, or the format may not support them. The output was removed.</source>
        <translation>Die Ausgabe enthält nur {found} von {count} Objekten. Möglicherweise ist die Festplatte voll, oder das Format unterstützt die Objekte nicht. Die Ausgabe wurde entfernt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="169"/>
        <source>Creating the spatial index</source>
        <translation>Der räumliche Index wird erstellt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="171"/>
        <source>The spatial index could not be created. Create it in the layer properties (Source).</source>
        <translation>Der räumliche Index konnte nicht erstellt werden. Erstellen Sie ihn in den Layereigenschaften (Quelle).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="278"/>
        <source>The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename one of them, or choose another format.</source>
        <translation>Die Felder „{one}“ und „{other}“ unterscheiden sich nur in Groß- und Kleinschreibung, die dieses Format nicht beachtet. Benennen Sie eines um oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="297"/>
        <source>The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. The field is kept, and the primary key is named “{key}”.</source>
        <translation>Das Feld „{field}“ kann nicht der Primärschlüssel eines GeoPackage sein, der eindeutige ganze Zahlen braucht. Das Feld bleibt erhalten, und der Primärschlüssel heißt „{key}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="78"/>
        <source>Choose another prefix if the layer already has fields with these names.</source>
        <translation>Wählen Sie ein anderes Präfix, wenn der Layer bereits Felder mit diesen Namen hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>The layer that the model was fitted on, or another one with the same fields.</source>
        <translation>Der Layer, an den das Modell angepasst wurde, oder ein anderer mit denselben Feldern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="66"/>
        <source>Each value of the field is held out in turn. Without a field, continents are used. A region needs at least 30 features.</source>
        <translation>Jeder Wert des Felds wird einmal zurückgehalten. Ohne Feld werden Kontinente verwendet. Eine Region braucht mindestens 30 Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="62"/>
        <source>Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.</source>
        <translation>Punkte, Linien oder Polygone in beliebigem KBS. Eine Linie oder ein Polygon wird durch einen Punkt darauf vertreten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Only used with “Principal components only”.</source>
        <translation>Wird nur mit „Nur Hauptkomponenten“ verwendet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="49"/>
        <source>In geographic coordinates, an extent with xmin &gt; xmax crosses the antimeridian.</source>
        <translation>In geografischen Koordinaten überquert eine Ausdehnung mit xmin &gt; xmax die Datumsgrenze.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="70"/>
        <source>By default, pixels finer than the resolution of the encoder are interpolated.</source>
        <translation>Ohne diese Option werden Pixel interpoliert, die feiner sind als die Auflösung des Encoders.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="21"/>
        <source>Raster layers. Layers of the same area are stacked as bands of one image. Layers of other areas need the same bands.</source>
        <translation>Rasterlayer. Layer desselben Gebiets werden als Kanäle eines Bilds gestapelt. Layer anderer Gebiete brauchen dieselben Kanäle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>A folder that “Extract image patches” created, or a folder of georeferenced images of one size.</source>
        <translation>Ein Ordner, den „Bildausschnitte extrahieren“ erstellt hat, oder ein Ordner mit georeferenzierten Bildern einer Größe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="80"/>
        <source>Training points are sampled in this extent. Default: the extent of the images.</source>
        <translation>Trainingspunkte werden in dieser Ausdehnung gezogen. Standard: die Ausdehnung der Bilder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Training points are sampled in these polygons.</source>
        <translation>Trainingspunkte werden in diesen Polygonen gezogen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="87"/>
        <source>The encoder id is the name in lower case, with hyphens instead of spaces.</source>
        <translation>Die ID des Encoders ist der Name in Kleinbuchstaben, mit Bindestrichen statt Leerzeichen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="88"/>
        <source>Approximate. 10 minutes are enough for a first result; use an hour or more for a country.</source>
        <translation>Ungefähr. 10 Minuten genügen für ein erstes Ergebnis; für ein Land eher eine Stunde oder mehr.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="96"/>
        <source>Continues from the last checkpoint, with the images and settings of that run. Other parameters are ignored.</source>
        <translation>Setzt ab dem letzten Checkpoint fort, mit den Bildern und Einstellungen dieses Laufs. Andere Parameter werden ignoriert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="119"/>
        <source>Default: four points per patch that fits into the images, between 200 and 20,000.</source>
        <translation>Standard: vier Punkte pro Bildausschnitt, der in die Bilder passt, zwischen 200 und 20.000.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="40"/>
        <source>Width and height of the image patch around each point.</source>
        <translation>Breite und Höhe des Bildausschnitts um jeden Punkt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="122"/>
        <source>The resolution of the encoder is about 20,000 km / L. By default, L depends on the size of the area.</source>
        <translation>Die Auflösung des Encoders ist etwa 20.000 km / L. Standardmäßig hängt L von der Größe des Gebiets ab.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="165"/>
        <source>“Predict image features” needs the fewest points.</source>
        <translation>„Bildmerkmale vorhersagen“ braucht die wenigsten Punkte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="176"/>
        <source>The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.</source>
        <translation>Die MoCo-Modelle brauchen 12 oder 13 Sentinel-2-Kanäle. Sie werden bei der ersten Verwendung heruntergeladen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="46"/>
        <source>Samples points on land only (Natural Earth, 0.1 degree resolution).</source>
        <translation>Zieht Punkte nur an Land (Natural Earth, Auflösung 0,1 Grad).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Comma-separated integers, for example 5,10,20. The first encoder is also scored with its basis truncated at each degree. The resolution of degree L is about 20,000 km / L.</source>
        <translation>Ganze Zahlen, durch Kommas getrennt, zum Beispiel 5,10,20. Der erste Encoder wird auch mit einer Basis bewertet, die bei jedem dieser Grade endet. Die Auflösung des Grads L ist etwa 20.000 km / L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="55"/>
        <source>Maps with the same PCA basis have comparable colours.</source>
        <translation>Karten mit derselben PCA-Basis haben vergleichbare Farben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>Only used with “Saved basis file”.</source>
        <translation>Wird nur mit „Gespeicherte Basisdatei“ verwendet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="71"/>
        <source>Use this file as PCA basis to create other maps with the same colours.</source>
        <translation>Verwenden Sie diese Datei als PCA-Basis, um weitere Karten mit denselben Farben zu erstellen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="61"/>
        <source>Python 3.10 to 3.14, 64-bit. It is found automatically if empty.</source>
        <translation>Python 3.10 bis 3.14, 64 Bit. Wird automatisch gefunden, wenn leer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="65"/>
        <source>Packages on disk, for computers without internet access.</source>
        <translation>Pakete auf der Festplatte, für Computer ohne Internetzugang.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>A mirror of the Python Package Index, for example of your organisation.</source>
        <translation>Ein Spiegel des Python Package Index, zum Beispiel der Ihrer Organisation.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Sets these pixels to nodata.</source>
        <translation>Setzt diese Pixel auf Nodata.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="55"/>
        <source>A single point, instead of the layer or in addition to it.</source>
        <translation>Ein einzelner Punkt, anstelle des Layers oder zusätzlich.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="67"/>
        <source>Random points are drawn in this extent. Default: the extent of the images.</source>
        <translation>Zufallspunkte werden in dieser Ausdehnung gezogen. Standard: die Ausdehnung der Bilder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="72"/>
        <source>Random points are drawn in these polygons.</source>
        <translation>Zufallspunkte werden in diesen Polygonen gezogen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="76"/>
        <source>Extracts one patch per feature instead of random points.</source>
        <translation>Extrahiert einen Bildausschnitt pro Objekt statt an Zufallspunkten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="80"/>
        <source>Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel size of the images.</source>
        <translation>Resampelt jeden Bildausschnitt auf diese Pixelgröße in der UTM-Zone seines Punkts. Standard: die Pixelgröße der Bilder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="85"/>
        <source>For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band is not part of the patches.</source>
        <translation>Zum Beispiel SCL=4,5,6,7,11 für Sentinel-2. Pixel mit anderen Werten sind Nodata. Der Kanal ist nicht Teil der Bildausschnitte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="91"/>
        <source>Nodata pixels are filled with the mean of the other pixels.</source>
        <translation>Nodata-Pixel werden mit dem Mittel der übrigen Pixel gefüllt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="93"/>
        <source>Draws the same number of points in each cell.</source>
        <translation>Zieht in jeder Zelle gleich viele Punkte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="55"/>
        <source>The field that the model predicts. Features without a value are skipped.</source>
        <translation>Das Feld, das das Modell vorhersagt. Objekte ohne Wert werden übersprungen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Fields that are used as predictors together with the embeddings. Layers to predict need the same fields. Prediction maps are not possible with additional fields.</source>
        <translation>Felder, die zusammen mit den Embeddings als Prädiktoren verwendet werden. Layer für Vorhersagen brauchen dieselben Felder. Vorhersagekarten sind mit weiteren Feldern nicht möglich.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Adds the coordinates (x, y, z on the unit sphere) to the predictors.</source>
        <translation>Fügt den Prädiktoren die Koordinaten hinzu (x, y, z auf der Einheitskugel).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>“Automatic” uses regression for numbers, and classification for text, booleans and integers with at most 10 distinct values.</source>
        <translation>„Automatisch“ verwendet Regression für Zahlen und Klassifikation für Text, Wahrheitswerte und ganze Zahlen mit höchstens 10 verschiedenen Werten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="133"/>
        <source>Shown in the report and in legends.</source>
        <translation>Wird im Bericht und in Legenden angezeigt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Sample weights.</source>
        <translation>Gewichte der Beobachtungen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="144"/>
        <source>Region, site or campaign of each feature, for leave-one-group-out cross-validation.</source>
        <translation>Region, Standort oder Kampagne jedes Objekts, für die Kreuzvalidierung nach Gruppen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>How the folds are split. kNNDM matches the distances between test and training points to the distances from the prediction area to the points. Random folds give optimistic scores, because nearby points are similar.</source>
        <translation>Wie die Folds aufgeteilt werden. kNNDM gleicht die Entfernungen zwischen Test- und Trainingspunkten den Entfernungen vom Vorhersagegebiet zu den Punkten an. Zufällige Folds ergeben optimistische Gütemaße, weil benachbarte Punkte einander ähnlich sind.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals.</source>
        <translation>Seitenlänge der räumlichen Blöcke. 0 verwendet die Autokorrelationsreichweite der Residuen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="105"/>
        <source>Nominal coverage of the prediction intervals and prediction sets.</source>
        <translation>Nominelle Überdeckung der Vorhersageintervalle und Vorhersagemengen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="54"/>
        <source>“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the locations within the extent.</source>
        <translation>„Erde“ ergibt auf allen Karten eines Encoders dieselben Cluster. „Kartenausdehnung“ unterscheidet die Orte innerhalb der Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="60"/>
        <source>One point per cluster, at its most representative location.</source>
        <translation>Ein Punkt pro Cluster, an seinem repräsentativsten Ort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="49"/>
        <source>Points, lines or polygons in any CRS, at most {most} features. With several points, the map shows the similarity to their mean.</source>
        <translation>Punkte, Linien oder Polygone in beliebigem KBS, höchstens {most} Objekte. Bei mehreren Punkten zeigt die Karte die Ähnlichkeit mit ihrem Mittel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="118"/>
        <source>The layer ({name}) has no features.</source>
        <translation>Der Layer ({name}) hat keine Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>The linear model is the fastest one.</source>
        <translation>Das lineare Modell ist am schnellsten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="176"/>
        <source>The area for which you need predictions. It determines the kNNDM folds and the reported area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea.</source>
        <translation>Das Gebiet, für das Sie Vorhersagen brauchen. Es bestimmt die kNNDM-Folds und den berichteten Anwendbarkeitsbereich. Standard: das Land in der Ausdehnung der Objekte, oder das Meer, wenn sie im Meer liegen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="264"/>
        <source>Probability of {value}: {highest}</source>
        <translation>Wahrscheinlichkeit von {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="75"/>
        <source>For classes: adds a band with the probability of each class.</source>
        <translation>Für Klassen: fügt je Klasse einen Kanal mit ihrer Wahrscheinlichkeit hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="76"/>
        <source>Add a probability band for each class</source>
        <translation>Je Klasse einen Kanal mit der Wahrscheinlichkeit hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Positive class</source>
        <translation>Positive Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="100"/>
        <source>Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS (sensitivity + specificity - 1).</source>
        <translation>Wahrscheinlichkeit, ab der die positive Klasse vorhergesagt wird. 0 nimmt den Schwellenwert mit der höchsten TSS (Sensitivität + Spezifität − 1).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="104"/>
        <source>Threshold (0: automatic)</source>
        <translation>Schwellenwert (0: automatisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="110"/>
        <source>The features that were used, with their fields, fold, prediction from cross-validation and residual.</source>
        <translation>Die verwendeten Objekte mit ihren Feldern, dem Fold, der Vorhersage aus der Kreuzvalidierung und dem Residuum.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="212"/>
        <source>The layer “{layer}” changed while the model was fitted. Run the algorithm again.</source>
        <translation>Der Layer „{layer}“ hat sich während der Anpassung des Modells geändert. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="74"/>
        <source>Kriging (no embeddings)</source>
        <translation>Kriging (ohne Embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="75"/>
        <source>Stacked ensemble (linear, boosting and kriging)</source>
        <translation>Gestapeltes Ensemble (linear, Boosting und Kriging)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without embeddings.</source>
        <translation>„Automatisch“ vergleicht das lineare Modell, Gradient Boosting, ein gestapeltes Ensemble und Modelle ohne Embeddings.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="31"/>
        <source>Predictor rasters</source>
        <translation>Prädiktorraster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="34"/>
        <source>Interpolates between the pixels of the predictor rasters, but not between classes.</source>
        <translation>Interpoliert zwischen den Pixeln der Prädiktorraster, aber nicht zwischen Klassen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="35"/>
        <source>Interpolate predictor rasters</source>
        <translation>Prädiktorraster interpolieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>The raster layers that the model was fitted with, with the same names or in the same order, or others with the same bands.</source>
        <translation>Die Rasterlayer, mit denen das Modell angepasst wurde, mit denselben Namen oder in derselben Reihenfolge, oder andere mit denselben Kanälen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="72"/>
        <source>Raster layers that are scored beside the encoders, and together with them.</source>
        <translation>Rasterlayer, die neben den Encodern und zusammen mit ihnen bewertet werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="68"/>
        <source>Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled with a colour for each value (Paletted) are classes. The model needs these layers, or others with the same bands, for predictions and maps.</source>
        <translation>Rasterlayer, etwa Relief, Klima oder Landbedeckung, deren Kanäle als Prädiktoren dienen. Kanäle, die mit einer Farbe je Wert dargestellt sind (Palette), sind Klassen. Für Vorhersagen und Karten braucht das Modell diese Layer oder andere mit denselben Kanälen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Assess the accuracy of a class map</source>
        <translation>Genauigkeit einer Klassenkarte bestimmen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Estimates accuracy and area of the classes of a raster from reference points.</source>
        <translation>Schätzt Genauigkeit und Fläche der Klassen eines Rasters anhand von Referenzpunkten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation</source>
        <translation>satclip,genauigkeit,bewertung,fläche,konfusionsmatrix,fehlermatrix,klassifikation,landbedeckung,validierung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="80"/>
        <source>A raster of classes, as integers: a prediction map, or any land cover map.</source>
        <translation>Ein Raster mit Klassen als ganzen Zahlen: eine Vorhersagekarte oder eine beliebige Karte der Landbedeckung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="81"/>
        <source>Class map</source>
        <translation>Klassenkarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="82"/>
        <source>Band of the classes</source>
        <translation>Kanal der Klassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="83"/>
        <source>Points that were drawn at random, and whose class was observed. The map must not be fitted on them.</source>
        <translation>Zufällig gezogene Punkte, deren Klasse beobachtet wurde. Die Karte darf nicht an sie angepasst sein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="86"/>
        <source>Reference points</source>
        <translation>Referenzpunkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="87"/>
        <source>The class that was observed, as the codes of the map or as the names of its classes.</source>
        <translation>Die beobachtete Klasse, als Codes der Karte oder als Namen ihrer Klassen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="88"/>
        <source>Reference class field</source>
        <translation>Feld der Referenzklasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="90"/>
        <source>Stratified random (by map class or stratum)</source>
        <translation>Geschichtet zufällig (je Klasse oder Schicht)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="91"/>
        <source>Simple random or systematic</source>
        <translation>Einfach zufällig oder systematisch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="93"/>
        <source>How the points were drawn. The estimates hold for such a sample only.</source>
        <translation>Wie die Punkte gezogen wurden. Die Schätzungen gelten nur für eine solche Stichprobe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="94"/>
        <source>Sampling design</source>
        <translation>Stichprobenplan</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="95"/>
        <source>For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers.</source>
        <translation>Für eine geschichtete Stichprobe, deren Schichten nicht die Klassen der Karte sind: ein Raster der Schichten als ganze Zahlen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="98"/>
        <source>Strata</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="100"/>
        <source>Band of the strata</source>
        <translation>Kanal der Schichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="101"/>
        <source>For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file.</source>
        <translation>Zum Beispiel 1=Wald; 2=Wasser. Standard: die Legende des Layers oder die Namen in seiner Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="104"/>
        <source>Class names</source>
        <translation>Klassennamen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="106"/>
        <source>Confidence level of the intervals (percent)</source>
        <translation>Konfidenzniveau der Intervalle (Prozent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="109"/>
        <source>Accuracy and area by class</source>
        <translation>Genauigkeit und Fläche nach Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Overall accuracy</source>
        <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Standard error of the overall accuracy</source>
        <translation>Standardfehler der Gesamtgenauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="183"/>
        <source>Or polygons of the prediction area</source>
        <translation>Oder Polygone des Vorhersagegebiets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="186"/>
        <source>The polygons for which you need predictions, such as catchments or countries, instead of an extent.</source>
        <translation>Die Polygone, für die Sie Vorhersagen brauchen, etwa Einzugsgebiete oder Länder, statt einer Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="201"/>
        <source>Models fitted in this project: {models}</source>
        <translation>In diesem Projekt angepasste Modelle: {models}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="14"/>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="64"/>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="17"/>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="235"/>
        <source>Set size</source>
        <translation>Größe der Vorhersagemenge</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="236"/>
        <source>Interval width</source>
        <translation>Breite des Vorhersageintervalls</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="238"/>
        <source>Dissimilarity</source>
        <translation>Unähnlichkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="239"/>
        <source>Area of applicability</source>
        <translation>Anwendbarkeitsbereich</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="240"/>
        <source>Distance to training points</source>
        <translation>Entfernung zu den Trainingspunkten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>inside</source>
        <translation>innerhalb</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="67"/>
        <source>The layer “{layer}” ({name}) has no valid polygon.</source>
        <translation>Der Layer „{layer}“ ({name}) hat kein gültiges Polygon.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="109"/>
        <source>The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of them.</source>
        <translation>Das Vorhersagegebiet ist als Ausdehnung (AREA) und als Polygone (AREA_POLYGONS) angegeben. Wählen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="117"/>
        <source>The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select polygons first.</source>
        <translation>Der Layer „{layer}“ (AREA_POLYGONS) hat {count} Polygone. Höchstens {most} sind möglich. Vereinfachen Sie den Layer oder wählen Sie Polygone aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="108"/>
        <source>{target}: predictions</source>
        <translation>{target}: Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="114"/>
        <source>{target}: scores by region</source>
        <translation>{target}: Gütemaße nach Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="107"/>
        <source>{target}: scores by encoder</source>
        <translation>{target}: Gütemaße nach Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="60"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the prediction area of the model” does so if that area is the land or the sea of an extent.</source>
        <translation>Lässt Pixel im Meer oder auf dem Land ohne Wert, außer an der Küste (Natural Earth, Auflösung 0,1 Grad). „Wie das Vorhersagegebiet des Modells“ tut das, wenn dieses das Land oder das Meer einer Ausdehnung ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="65"/>
        <source>As the prediction area of the model</source>
        <translation>Wie das Vorhersagegebiet des Modells</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="73"/>
        <source>Land and sea</source>
        <translation>Land und Meer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="75"/>
        <source>Sea only</source>
        <translation>Nur Meer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="70"/>
        <source>Pixels to predict</source>
        <translation>Vorherzusagende Pixel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="108"/>
        <source>{target}: prediction</source>
        <translation>{target}: Vorhersage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="217"/>
        <source>{target}: out-of-fold predictions</source>
        <translation>{target}: Out-of-fold-Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggest points to measure</source>
        <translation>Messpunkte vorschlagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggests where to measure next, so that an area is less dissimilar and distant from the training data.</source>
        <translation>Schlägt vor, wo als Nächstes gemessen werden sollte, damit ein Gebiet den Trainingsdaten ähnlicher und näher ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>satclip,suggest,sampling,design,survey,measure,sample,model</source>
        <translation>satclip,vorschlagen,stichprobe,messnetz,erhebung,messen,probenahme,modell,suggest,sampling</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="49"/>
        <source>Extent of the area</source>
        <translation>Ausdehnung des Gebiets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="50"/>
        <source>Default: the extent of the training points. If most of them lie on land, only the land in it.</source>
        <translation>Standard: die Ausdehnung der Trainingspunkte. Liegen die meisten davon an Land, nur das Land darin.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="55"/>
        <source>Or polygons of the area</source>
        <translation>Oder Polygone des Gebiets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="71"/>
        <source>Suggested points</source>
        <translation>Vorgeschlagene Punkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="74"/>
        <source>Reduction of the mean dissimilarity and distance (0 to 1)</source>
        <translation>Verringerung der mittleren Unähnlichkeit und Entfernung (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>Adds bands with the prediction interval (or class probability and set size), the dissimilarity index, the area of applicability, the distance to the nearest training point and the expected error.</source>
        <translation>Fügt Kanäle mit dem Vorhersageintervall (oder Klassenwahrscheinlichkeit und Mengengröße), dem Unähnlichkeitsindex, dem Anwendbarkeitsbereich, der Entfernung zum nächsten Trainingspunkt und dem erwarteten Fehler hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="24"/>
        <source>Expected error</source>
        <translation>Erwarteter Fehler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="75"/>
        <source>Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score (forward selection). Maps are then possible if no field is selected. Takes longer.</source>
        <translation>Verwendet nur die Encoder, Koordinaten, Felder und Rasterkanäle, die das kreuzvalidierte Gütemaß verbessern (Vorwärtsauswahl). Karten sind dann möglich, wenn kein Feld ausgewählt wird. Dauert länger.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="79"/>
        <source>Select predictors</source>
        <translation>Prädiktoren auswählen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="233"/>
        <source>Suitability</source>
        <translation>Eignung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="20"/>
        <source>Suitable</source>
        <translation>Geeignet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>suitable</source>
        <translation>geeignet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>not suitable</source>
        <translation>nicht geeignet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="260"/>
        <source>Relative suitability for {value}: {highest}</source>
        <translation>Relative Eignung für {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="80"/>
        <source>Of two classes, the one whose probability is predicted, such as presence. Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. With background points, the value of the presences, such as the name of a species.</source>
        <translation>Bei zwei Klassen die, deren Wahrscheinlichkeit vorhergesagt wird, etwa Vorkommen. Standard: true, yes, present oder die größere Zahl; bei anderen Klassen die alphabetisch letzte. Bei Hintergrundpunkten der Wert der Vorkommen, etwa der Name einer Art.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="86"/>
        <source>For presences without absences: the number of background points that they are compared with, for example 10,000. The model then predicts a relative suitability. The presences are the features of the positive class, or all if the target field has one value. 0: the layer has absences.</source>
        <translation>Für Vorkommen ohne Fehlnachweise: die Zahl der Hintergrundpunkte, mit denen sie verglichen werden, zum Beispiel 10.000. Das Modell sagt dann eine relative Eignung vorher. Vorkommen sind die Objekte der positiven Klasse, oder alle, wenn das Zielfeld nur einen Wert hat. 0: Der Layer enthält Fehlnachweise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="91"/>
        <source>Background points for presence-only data (0: none)</source>
        <translation>Hintergrundpunkte für reine Vorkommensdaten (0: keine)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="94"/>
        <source>Records of all species that the same people record, the modelled one among them, for example the same layer. Their places are the background points, so that presences and background have the same sampling bias. Default: places that are drawn uniformly in the prediction area.</source>
        <translation>Nachweise aller Arten, die dieselben Personen erfassen, auch der modellierten, zum Beispiel derselbe Layer. Ihre Orte sind die Hintergrundpunkte, sodass Vorkommen und Hintergrund dieselbe Erfassungsverzerrung haben. Standard: Orte, die gleichverteilt im Vorhersagegebiet gezogen werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="207"/>
        <source>Background layer (target group)</source>
        <translation>Hintergrundlayer (Zielgruppe)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="71"/>
        <source>The background layer that the model was fitted with, if it was. For presence-only data.</source>
        <translation>Der Hintergrundlayer, mit dem das Modell angepasst wurde, falls es einen hatte. Für reine Vorkommensdaten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="105"/>
        <source>{target}: points to measure</source>
        <translation>{target}: zu messende Punkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="43"/>
        <source>Packing images: {count}</source>
        <translation>Bilder werden gepackt: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="120"/>
        <source>No feature of the layer ({name}) has a valid location.</source>
        <translation>Kein Objekt des Layers ({name}) hat eine gültige Position.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="124"/>
        <source>Features of the layer ({name}) without a valid location were skipped: {count}.</source>
        <translation>Objekte des Layers ({name}) ohne gültige Position wurden übersprungen: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="108"/>
        <source>The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean distance to training points by {share} % on average.</source>
        <translation>Die vorgeschlagenen Punkte ({count}) würden die mittlere Unähnlichkeit des Gebiets und seine mittlere Entfernung zu Trainingspunkten um durchschnittlich {share} % verringern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="122"/>
        <source>Features without a valid location: {count}. They are kept without a prediction.</source>
        <translation>Objekte ohne gültige Position: {count}. Sie werden ohne Vorhersage übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="129"/>
        <source>Features outside the area of applicability (applicable is false): {count}. Their intervals are not valid.</source>
        <translation>Objekte außerhalb des Anwendbarkeitsbereichs (applicable ist false): {count}. Ihre Intervalle sind nicht gültig.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="177"/>
        <source>Skipped features: {count} ({reason}).</source>
        <translation>Übersprungene Objekte: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="272"/>
        <source>Features without geometry: {count}. They are kept without an embedding.</source>
        <translation>Objekte ohne Geometrie: {count}. Sie werden ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="273"/>
        <source>Features with non-finite coordinates: {count}. They are kept without an embedding.</source>
        <translation>Objekte mit nicht endlichen Koordinaten: {count}. Sie werden ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="276"/>
        <source>Features that can&apos;t be transformed to longitude and latitude: {count}. They are kept without an embedding.</source>
        <translation>Objekte, die sich nicht in Länge und Breite transformieren lassen: {count}. Sie werden ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="280"/>
        <source>Features beyond 90 degrees of latitude: {count}. They are kept without an embedding.</source>
        <translation>Objekte jenseits von 90 Grad Breite: {count}. Sie werden ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="290"/>
        <source>Features with an embedding: {count}.</source>
        <translation>Objekte mit Embedding: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="139"/>
        <source>Skipped points: {count} ({reason}).</source>
        <translation>Übersprungene Punkte: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Ausgelassene Pixel im Meer: {count}. Um sie vorherzusagen, wählen Sie „Land und Meer“ (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Ausgelassene Pixel auf dem Land: {count}. Um sie vorherzusagen, wählen Sie „Land und Meer“ (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="51"/>
        <source>Encoders…</source>
        <translation>Encoder…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="45"/>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="51"/>
        <source>Enter the id of another encoder</source>
        <translation>Die ID eines anderen Encoders eingeben</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="345"/>
        <source>SatCLIP encoders</source>
        <translation>SatCLIP-Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="52"/>
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="53"/>
        <source>downloaded</source>
        <translation>heruntergeladen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="54"/>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="55"/>
        <source>trained here</source>
        <translation>hier trainiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="56"/>
        <source>available</source>
        <translation>verfügbar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="57"/>
        <source>can&apos;t be used</source>
        <translation>unbrauchbar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="168"/>
        <source>Download an encoder</source>
        <translation>Encoder herunterladen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="183"/>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="188"/>
        <source>Downloading {encoder}</source>
        <translation>{encoder} wird heruntergeladen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="207"/>
        <source>Import an encoder</source>
        <translation>Encoder importieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="51"/>
        <source>Encoders</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="211"/>
        <source>Importing {file}</source>
        <translation>{file} wird importiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="271"/>
        <source>The encoder “{encoder}” is now available.</source>
        <translation>Der Encoder „{encoder}“ ist jetzt verfügbar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="226"/>
        <source>Export an encoder</source>
        <translation>Encoder exportieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="233"/>
        <source>{file} already exists. Choose another name.</source>
        <translation>{file} existiert bereits. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="240"/>
        <source>Exporting {encoder}</source>
        <translation>{encoder} wird exportiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="244"/>
        <source>Exported to {file}.</source>
        <translation>Exportiert nach {file}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete an encoder</source>
        <translation>Encoder löschen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete the encoder “{encoder}”? Models and live layers that use it no longer work. To keep a copy, export it first.</source>
        <translation>Den Encoder „{encoder}“ löschen? Modelle und Live-Layer, die ihn verwenden, funktionieren dann nicht mehr. Um eine Kopie zu behalten, exportieren Sie ihn zuerst.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="258"/>
        <source>Deleting {encoder}</source>
        <translation>{encoder} wird gelöscht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="21"/>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="147"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="381"/>
        <source>&amp;Download…</source>
        <translation>Her&amp;unterladen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="382"/>
        <source>&amp;Import file…</source>
        <translation>Datei &amp;importieren…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="386"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="387"/>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="389"/>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="68"/>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="69"/>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="70"/>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="71"/>
        <source>Degree L</source>
        <translation>Grad L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="72"/>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="75"/>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="47"/>
        <source>Training area</source>
        <translation>Trainingsgebiet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="48"/>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="76"/>
        <source>Download size</source>
        <translation>Downloadgröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="128"/>
        <source>{degree} (resolves about {km} km)</source>
        <translation>{degree} (Auflösung etwa {km} km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="157"/>
        <source>the world</source>
        <translation>die Welt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="158"/>
        <source>{west}° to {east}° longitude, {south}° to {north}° latitude</source>
        <translation>{west}° bis {east}° Länge, {south}° bis {north}° Breite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="20"/>
        <source>The location encoder that computes the embeddings. “bundled” is installed with the backend. Plugins &gt; SatCLIP &gt; Encoders adds others.</source>
        <translation>Der Orts-Encoder, der die Embeddings berechnet. „bundled“ wird mit dem Backend installiert. Erweiterungen &gt; SatCLIP &gt; Encoder fügt weitere hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="53"/>
        <source>The location encoders whose embeddings are predictors. Plugins &gt; SatCLIP &gt; Encoders adds others. In scripts, separate ids by commas.</source>
        <translation>Die Orts-Encoder, deren Embeddings Prädiktoren sind. Erweiterungen &gt; SatCLIP &gt; Encoder fügt weitere hinzu. In Skripten werden IDs durch Kommas getrennt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Install or update</source>
        <translation>Installieren oder aktualisieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Repair: install again</source>
        <translation>Reparieren: neu installieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="44"/>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>An installation that works is kept until the new one has computed an embedding.</source>
        <translation>Eine Installation, die funktioniert, bleibt erhalten, bis die neue ein Embedding berechnet hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>an NVIDIA GPU was found</source>
        <translation>eine NVIDIA-GPU wurde gefunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>no NVIDIA GPU was found</source>
        <translation>keine NVIDIA-GPU gefunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Automatic ({found})</source>
        <translation>Automatisch ({found})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="50"/>
        <source>Processor (2 GB)</source>
        <translation>Prozessor (2 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>NVIDIA GPU (about 8 GB)</source>
        <translation>NVIDIA-GPU (etwa 8 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>PyTorch for</source>
        <translation>PyTorch für</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="54"/>
        <source>A GPU is tested before it is used. You can change this later.</source>
        <translation>Eine GPU wird getestet, bevor sie verwendet wird. Sie können das später ändern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="83"/>
        <source>Removed {folder}. Encoders, models, caches and logs stay in {home}.</source>
        <translation>{folder} wurde entfernt. Encoder, Modelle, Zwischenspeicher und Protokolle bleiben in {home}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="128"/>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="21"/>
        <source>SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.</source>
        <translation>SatCLIP braucht sein Backend. Es wird einmal eingerichtet, in etwa 3 Minuten, und belegt 2 GB.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="68"/>
        <source>The backend is ready.</source>
        <translation>Das Backend ist bereit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="78"/>
        <source>Add the live layer</source>
        <translation>Live-Layer hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="69"/>
        <source>Finish the stopped run without further training. Its best state so far becomes an encoder.</source>
        <translation>Den angehaltenen Lauf ohne weiteres Training abschließen. Sein bester bisheriger Zustand wird zum Encoder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="132"/>
        <source>The SatCLIP backend is starting. Try again in a few seconds.</source>
        <translation>Das SatCLIP-Backend startet gerade. Versuchen Sie es in einigen Sekunden erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="138"/>
        <source>The SatCLIP backend did not answer in time. Try again.</source>
        <translation>Das SatCLIP-Backend hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="234"/>
        <source>The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” and use its fields.</source>
        <translation>Die Karte zeigt mehr Orte, als die Ausdrücke von SatCLIP aufnehmen können. Führen Sie „Einem Layer Embeddings hinzufügen“ aus und verwenden Sie dessen Felder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="59"/>
        <source>{function} needs a geometry.</source>
        <translation>{function} braucht eine Geometrie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="84"/>
        <source>The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326.</source>
        <translation>Der Layer hat kein KBS mit einem Code. Speichern Sie ihn in einem anderen KBS, etwa EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="94"/>
        <source>The number of the component must be an integer between 1 and {most}, not {number}.</source>
        <translation>Die Nummer der Komponente muss eine ganze Zahl zwischen 1 und {most} sein, nicht {number}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="111"/>
        <source>Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented by a point on it. On maps, values appear as soon as the backend has computed them.</source>
        <translation>Geometrien sind im KBS des Layers, ohne Layer in Grad. Für eine Linie oder ein Polygon steht ein Punkt darauf. Auf Karten erscheinen die Werte, sobald das Backend sie berechnet hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="115"/>
        <source>The encoder is &apos;bundled&apos;, unless you give the id of another one.</source>
        <translation>Der Encoder ist 'bundled', wenn Sie nicht die ID eines anderen angeben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="117"/>
        <source>Returns the SatCLIP embedding of a location as an array of numbers.</source>
        <translation>Gibt das SatCLIP-Embedding eines Ortes als Array von Zahlen zurück.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="130"/>
        <source>Returns a principal component of the SatCLIP embedding of a location, counted from 1.</source>
        <translation>Gibt eine Hauptkomponente des SatCLIP-Embeddings eines Ortes zurück, gezählt ab 1.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="145"/>
        <source>Returns the similarity of two locations, as in similarity maps: the cosine of their embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite).</source>
        <translation>Gibt die Ähnlichkeit zweier Orte zurück wie in Ähnlichkeitskarten: den Kosinus ihrer Embeddings, von 1 (am ähnlichsten) über 0 (ohne Bezug) bis -1 (entgegengesetzt).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="253"/>
        <source>Click on the map. The layer will show the similarity to that location.</source>
        <translation>Klicken Sie in die Karte. Der Layer zeigt dann die Ähnlichkeit mit diesem Ort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="78"/>
        <source>The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT).</source>
        <translation>Die Karte hätte {pixels} Pixel ({width} x {height}) von {size}. Höchstens möglich sind {most}. Wählen Sie eine größere Pixelgröße (PIXEL_SIZE), zum Beispiel {larger}, oder eine kleinere Ausdehnung (EXTENT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="59"/>
        <source>In units of the output CRS. Default: a round number at which the map has about a million pixels.</source>
        <translation>In der Einheit des KBS der Ausgabe. Standard: eine runde Zahl, bei der die Karte etwa eine Million Pixel hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="37"/>
        <source>Encoder: {encoder}</source>
        <translation>Encoder: {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="39"/>
        <source>SHA-256 of the weights: {hash}</source>
        <translation>SHA-256 der Gewichte: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="41"/>
        <source>SHA-256 of the file: {hash}</source>
        <translation>SHA-256 der Datei: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="43"/>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="15"/>
        <source>Lower end of the prediction interval</source>
        <translation>Untere Grenze des Vorhersageintervalls</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="16"/>
        <source>Upper end of the prediction interval</source>
        <translation>Obere Grenze des Vorhersageintervalls</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="18"/>
        <source>Size of the prediction set</source>
        <translation>Größe der Vorhersagemenge</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="19"/>
        <source>Relative suitability</source>
        <translation>Relative Eignung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="21"/>
        <source>Dissimilarity index</source>
        <translation>Unähnlichkeitsindex</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="22"/>
        <source>Inside the area of applicability</source>
        <translation>Im Anwendbarkeitsbereich</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="23"/>
        <source>Distance to the nearest training point (km)</source>
        <translation>Entfernung zum nächsten Trainingspunkt (km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="26"/>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="27"/>
        <source>Observed value</source>
        <translation>Beobachteter Wert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="28"/>
        <source>Out-of-fold prediction</source>
        <translation>Out-of-fold-Vorhersage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="29"/>
        <source>Residual (observed - predicted)</source>
        <translation>Residuum (beobachtet - vorhergesagt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="30"/>
        <source>Predicted correctly</source>
        <translation>Richtig vorhergesagt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="32"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="33"/>
        <source>Reduction of the mean dissimilarity and distance</source>
        <translation>Verringerung der mittleren Unähnlichkeit und Entfernung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="34"/>
        <source>Longitude</source>
        <translation>Länge</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="35"/>
        <source>Latitude</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="37"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="39"/>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="40"/>
        <source>Area (km²)</source>
        <translation>Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="41"/>
        <source>Mean similarity to the cluster centre</source>
        <translation>Mittlere Ähnlichkeit mit dem Clusterzentrum</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="42"/>
        <source>Principal component 1</source>
        <translation>Hauptkomponente 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="43"/>
        <source>Principal component 2</source>
        <translation>Hauptkomponente 2</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="44"/>
        <source>Principal component 3</source>
        <translation>Hauptkomponente 3</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="46"/>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="48"/>
        <source>Number of observations</source>
        <translation>Anzahl der Beobachtungen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="49"/>
        <source>Score</source>
        <translation>Gütemaß</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="50"/>
        <source>Lower end of the confidence interval</source>
        <translation>Untere Grenze des Konfidenzintervalls</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="51"/>
        <source>Upper end of the confidence interval</source>
        <translation>Obere Grenze des Konfidenzintervalls</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="52"/>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="53"/>
        <source>Encoder or baseline</source>
        <translation>Encoder oder Vergleichsmodell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="55"/>
        <source>Dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="56"/>
        <source>Score with spatial folds</source>
        <translation>Gütemaß mit räumlichen Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="57"/>
        <source>Score with spatial folds, lower end</source>
        <translation>Gütemaß mit räumlichen Folds, untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="58"/>
        <source>Score with spatial folds, upper end</source>
        <translation>Gütemaß mit räumlichen Folds, obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="59"/>
        <source>Score with random folds</source>
        <translation>Gütemaß mit zufälligen Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="60"/>
        <source>Difference to the first encoder</source>
        <translation>Differenz zum ersten Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="61"/>
        <source>Difference to the first encoder, lower end</source>
        <translation>Differenz zum ersten Encoder, untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="62"/>
        <source>Difference to the first encoder, upper end</source>
        <translation>Differenz zum ersten Encoder, obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="65"/>
        <source>Class name</source>
        <translation>Name der Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="66"/>
        <source>Points of the class in the map</source>
        <translation>Punkte der Klasse in der Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="67"/>
        <source>Points of the class in the reference</source>
        <translation>Punkte der Klasse in der Referenz</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="68"/>
        <source>Mapped area (km²)</source>
        <translation>Kartierte Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="69"/>
        <source>Area (km²), standard error</source>
        <translation>Fläche (km²), Standardfehler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="70"/>
        <source>Area (km²), lower end</source>
        <translation>Fläche (km²), untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="71"/>
        <source>Area (km²), upper end</source>
        <translation>Fläche (km²), obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="72"/>
        <source>User&apos;s accuracy</source>
        <translation>Nutzergenauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="73"/>
        <source>User&apos;s accuracy, standard error</source>
        <translation>Nutzergenauigkeit, Standardfehler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="74"/>
        <source>User&apos;s accuracy, lower end</source>
        <translation>Nutzergenauigkeit, untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="75"/>
        <source>User&apos;s accuracy, upper end</source>
        <translation>Nutzergenauigkeit, obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="76"/>
        <source>Producer&apos;s accuracy</source>
        <translation>Produzentengenauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="77"/>
        <source>Producer&apos;s accuracy, standard error</source>
        <translation>Produzentengenauigkeit, Standardfehler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="78"/>
        <source>Producer&apos;s accuracy, lower end</source>
        <translation>Produzentengenauigkeit, untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="79"/>
        <source>Producer&apos;s accuracy, upper end</source>
        <translation>Produzentengenauigkeit, obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="131"/>
        <source>The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer &gt; Georeferencer, or Raster &gt; Georeferencer in older versions of QGIS).</source>
        <translation>Der Layer „{layer}“ ({name}) ist nicht georeferenziert. Georeferenzieren Sie ihn zuerst (Layer &gt; Georeferenzierung, in älteren Versionen von QGIS Raster &gt; Georeferenzierung).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="67"/>
        <source>The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe.</source>
        <translation>Der Layer „{layer}“ ist nicht georeferenziert. Er wird als Karte der ganzen Erde gelesen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="130"/>
        <source>About {minutes} min left</source>
        <translation>Noch etwa {minutes} min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="146"/>
        <source>{layer}: accuracy and area by class</source>
        <translation>{layer}: Genauigkeit und Fläche nach Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="132"/>
        <source>{layer} with embeddings ({encoder})</source>
        <translation>{layer} mit Embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="13"/>
        <source>Set-up</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="14"/>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="15"/>
        <source>Enrich</source>
        <translation>Anreichern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="17"/>
        <source>Pretrain</source>
        <translation>Vortrainieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="73"/>
        <source>The map has {width} x {height} pixels of {size}.</source>
        <translation>Die Karte hat {width} x {height} Pixel von {size}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="97"/>
        <source>The centres of all patches in the folder, as a layer.</source>
        <translation>Die Mittelpunkte aller Bildausschnitte im Ordner, als Layer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="98"/>
        <source>Patch locations</source>
        <translation>Orte der Bildausschnitte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="78"/>
        <source>Set up the SatCLIP backend</source>
        <translation>SatCLIP-Backend einrichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="106"/>
        <source>Searching for Python</source>
        <translation>Python wird gesucht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="126"/>
        <source>SatCLIP uses your own environment: {python}</source>
        <translation>SatCLIP verwendet Ihre eigene Umgebung: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="128"/>
        <source>The backend is installed and up to date.</source>
        <translation>Das Backend ist installiert und aktuell.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="130"/>
        <source>The installed backend belongs to another version of the plugin. Update it.</source>
        <translation>Das installierte Backend gehört zu einer anderen Version der Erweiterung. Aktualisieren Sie es.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="168"/>
        <source>Installing the SatCLIP backend</source>
        <translation>Das SatCLIP-Backend wird installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="173"/>
        <source>The backend is ready. What do you want to do next?</source>
        <translation>Das Backend ist bereit. Was möchten Sie als Nächstes tun?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="181"/>
        <source>Enter the path of the Python executable of your environment.</source>
        <translation>Geben Sie den Pfad des Python-Programms Ihrer Umgebung an.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="191"/>
        <source>What do you want to do next?</source>
        <translation>Was möchten Sie als Nächstes tun?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="206"/>
        <source>Removing the SatCLIP backend</source>
        <translation>Das SatCLIP-Backend wird entfernt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="235"/>
        <source>Cancelled. An installation that worked before is kept.</source>
        <translation>Abgebrochen. Eine Installation, die vorher funktionierte, bleibt erhalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>The set-up has failed: {error}</source>
        <translation>Die Einrichtung ist fehlgeschlagen: {error}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="346"/>
        <source>Copy diagnostic report</source>
        <translation>Diagnosebericht kopieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="270"/>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="299"/>
        <source>The set-up of SatCLIP continues in the background.</source>
        <translation>Die Einrichtung von SatCLIP läuft im Hintergrund weiter.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="300"/>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="319"/>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="350"/>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="320"/>
        <source>Test and use</source>
        <translation>Testen und verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="328"/>
        <source>Install the backend (recommended)</source>
        <translation>Backend installieren (empfohlen)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="329"/>
        <source>Use my own environment</source>
        <translation>Eigene Umgebung verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="347"/>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="348"/>
        <source>Installs the backend again.</source>
        <translation>Installiert das Backend erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="349"/>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_task.py" line="55"/>
        <source>Unexpected error ({kind}: {reason}).</source>
        <translation>Unerwarteter Fehler ({kind}: {reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 2 GB</source>
        <translation>etwa 2 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Remove the backend</source>
        <translation>Backend entfernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="24"/>
        <source>Delete the Python environment of the backend ({size})?</source>
        <translation>Die Python-Umgebung des Backends ({size}) löschen?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="25"/>
        <source>A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches in {folder}, unless you delete them, too.</source>
        <translation>Ein laufendes Backend wird beendet. Ihre Projekte, Layer und Modelldateien bleiben erhalten. Auch Encoder und Zwischenspeicher in {folder} bleiben erhalten, außer Sie löschen sie ebenfalls.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="31"/>
        <source>Also delete encoders, caches and logs ({size})</source>
        <translation>Auch Encoder, Zwischenspeicher und Protokolle löschen ({size})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer work. Delete all encoders, caches and logs?</source>
        <translation>Auch Encoder, die Sie trainiert oder importiert haben, werden gelöscht. Modelle und Live-Layer, die sie verwenden, funktionieren nicht mehr. Alle Encoder, Zwischenspeicher und Protokolle löschen?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="59"/>
        <source>The backend was removed. Encoders, caches and logs stay in {folder}.</source>
        <translation>Das Backend wurde entfernt. Encoder, Zwischenspeicher und Protokolle bleiben in {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="61"/>
        <source>The backend, its encoders, caches and logs were deleted.</source>
        <translation>Das Backend, seine Encoder, Zwischenspeicher und Protokolle wurden gelöscht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="41"/>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="43"/>
        <source>Automatic: the GPU, if it passes a test</source>
        <translation>Automatisch: die GPU, wenn sie einen Test besteht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="53"/>
        <source>PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is installed into the Python environment of QGIS.</source>
        <translation>PyTorch {torch} und das SatCLIP-Backend {version}, in einer eigenen Python-Umgebung. In der Python-Umgebung von QGIS wird nichts installiert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="57"/>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="58"/>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="60"/>
        <source>From</source>
        <translation>Woher</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="61"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="75"/>
        <source>found automatically</source>
        <translation>wird automatisch gefunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="83"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 8 GB</source>
        <translation>etwa 8 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="123"/>
        <source>{size}; {free} are free</source>
        <translation>{size}; {free} sind frei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="126"/>
        <source>The installation needs {needed}. Free some disk space first.</source>
        <translation>Die Installation braucht {needed}. Geben Sie zuerst Speicherplatz frei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="135"/>
        <source>Choose a folder of wheels below.</source>
        <translation>Wählen Sie unten einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="136"/>
        <source>pypi.org and download.pytorch.org, or the index in pip&apos;s configuration</source>
        <translation>pypi.org und download.pytorch.org oder der Index in der Konfiguration von pip</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="143"/>
        <source>{sources}. The hashes of the packages are not checked.</source>
        <translation>{sources}. Die Prüfsummen der Pakete werden nicht geprüft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="154"/>
        <source>The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never changes it.</source>
        <translation>Die Umgebung muss das Paket satclip-backend {version} enthalten. Sie wird zuerst getestet. SatCLIP verändert sie nie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="82"/>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="102"/>
        <source>{step} ({time} elapsed)</source>
        <translation>{step} (seit {time})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="104"/>
        <source>An offline installation needs a folder of wheels.</source>
        <translation>Eine Offline-Installation braucht einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="187"/>
        <source>Installing the dependencies of the backend</source>
        <translation>Die Abhängigkeiten des Backends werden installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="195"/>
        <source>Installing the backend</source>
        <translation>Das Backend wird installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="207"/>
        <source>Testing the environment: computing an embedding</source>
        <translation>Die Umgebung wird getestet: ein Embedding wird berechnet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="213"/>
        <source>The GPU can&apos;t be used. Installing PyTorch for the processor instead</source>
        <translation>Die GPU kann nicht verwendet werden. PyTorch wird stattdessen für den Prozessor installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="228"/>
        <source>Installing PyTorch</source>
        <translation>PyTorch wird installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="172"/>
        <source>Creating a Python environment</source>
        <translation>Eine Python-Umgebung wird angelegt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="124"/>
        <source>The backend is not installed yet. It computes the embeddings, and is set up once.</source>
        <translation>Das Backend ist noch nicht installiert. Es berechnet die Embeddings und wird nur einmal eingerichtet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="111"/>
        <source>{python}; uv installs the packages</source>
        <translation>{python}; uv installiert die Pakete</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="140"/>
        <source>uv has failed. Installing with pip instead</source>
        <translation>uv ist fehlgeschlagen. Stattdessen wird mit pip installiert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="224"/>
        <source>Label places</source>
        <translation>Orte labeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="121"/>
        <source>SatCLIP panel</source>
        <translation>SatCLIP-Bedienfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="59"/>
        <source>Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z undoes.</source>
        <translation>Klicken Sie in die Karte, um einen Ort zu labeln. Umschalt+Klick entfernt ein Label, 1 bis 9 wählen die Klasse, Strg+Z macht rückgängig.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="65"/>
        <source>GeoPackage…</source>
        <translation>GeoPackage…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="66"/>
        <source>Temporary layer</source>
        <translation>Temporärer Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="123"/>
        <source>GeoPackage for the labels</source>
        <translation>GeoPackage für die Labels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="247"/>
        <source>Select features of another vector layer first.</source>
        <translation>Wählen Sie zuerst Objekte eines anderen Vektorlayers.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="148"/>
        <source>Create a layer for labels, or choose a point layer to continue with.</source>
        <translation>Erstellen Sie einen Layer für Labels oder wählen Sie einen Punktlayer, um damit fortzufahren.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="262"/>
        <source>Add a class first.</source>
        <translation>Fügen Sie zuerst eine Klasse hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="273"/>
        <source>There is no label here. Shift+click on a label removes it.</source>
        <translation>Hier ist kein Label. Umschalt+Klick auf ein Label entfernt es.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="283"/>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="81"/>
        <source>Add class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="301"/>
        <source>Name of the class:</source>
        <translation>Name der Klasse:</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="327"/>
        <source>This class has labels. Remove them first: Shift+click on each, or use the attribute table.</source>
        <translation>Diese Klasse hat Labels. Entfernen Sie sie zuerst: mit Umschalt+Klick auf jedes, oder in der Attributtabelle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="358"/>
        <source>This view has no other place to suggest. Pan or zoom the map.</source>
        <translation>In diesem Kartenausschnitt gibt es keinen weiteren Ort vorzuschlagen. Verschieben oder zoomen Sie die Karte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="370"/>
        <source>This view has no other place on land to suggest. Pan or zoom the map.</source>
        <translation>In diesem Kartenausschnitt gibt es keinen weiteren Ort an Land vorzuschlagen. Verschieben oder zoomen Sie die Karte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="375"/>
        <source>The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it.</source>
        <translation>Die Klasse des markierten Ortes ist unsicher: „{first}“ oder „{second}“. Labeln Sie ihn, wenn Sie sie kennen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>not yet known</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="74"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="77"/>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="96"/>
        <source>On a server</source>
        <translation>Auf einem Server</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="79"/>
        <source>Algorithms, live layers and expressions use the backend of a server, which receives your data.</source>
        <translation>Algorithmen, Live-Layer und Ausdrücke verwenden das Backend eines Servers, der Ihre Daten erhält.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="95"/>
        <source>https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel.</source>
        <translation>https mit einem Zertifikat, dem QGIS vertraut, oder http zu diesem Computer, etwa für einen SSH-Tunnel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="101"/>
        <source>“Basic authentication” with the server's token as the password, or an API header with it.</source>
        <translation>„Einfache Authentifizierung“ mit dem Token des Servers als Passwort oder ein API-Header damit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="105"/>
        <source>Tests what is entered here, even if another backend is running: computes an embedding.</source>
        <translation>Testet die Angaben hier, auch wenn ein anderes Backend läuft: berechnet ein Embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="124"/>
        <source>Python executable</source>
        <translation>Python-Programm</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="125"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="126"/>
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="190"/>
        <source>Not tested yet.</source>
        <translation>Noch nicht getestet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="192"/>
        <source>The environment variable SATCLIP_PYTHON takes precedence: {python}</source>
        <translation>Die Umgebungsvariable SATCLIP_PYTHON hat Vorrang: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="64"/>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="65"/>
        <source>Create a layer for labels</source>
        <translation>Erstellt einen Layer für Labels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="72"/>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="73"/>
        <source>New labels get the selected class. Double-click to rename it.</source>
        <translation>Neue Labels erhalten die gewählte Klasse. Doppelklick benennt sie um.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="51"/>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="83"/>
        <source>Colour of the selected class</source>
        <translation>Farbe der gewählten Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="87"/>
        <source>Remove the selected class, which must have no labels</source>
        <translation>Entfernt die gewählte Klasse, die keine Labels haben darf</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="93"/>
        <source>Undo the last label (Ctrl+Z on the map)</source>
        <translation>Macht das letzte Label rückgängig (Strg+Z auf der Karte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="95"/>
        <source>Label the selected features of the current layer with the selected class</source>
        <translation>Labelt die gewählten Objekte des aktuellen Layers mit der gewählten Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="104"/>
        <source>Show the place in the current view whose class is most uncertain</source>
        <translation>Zeigt den Ort im aktuellen Kartenausschnitt, dessen Klasse am unsichersten ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="109"/>
        <source>Places with a smaller probability or similarity are transparent</source>
        <translation>Orte mit kleinerer Wahrscheinlichkeit oder Ähnlichkeit sind durchsichtig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="113"/>
        <source>Open “Fit a model” with these labels as the target</source>
        <translation>Öffnet „Modell anpassen“ mit diesen Labels als Zielgröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="150"/>
        <source>Choose the field with the classes. The layer is then drawn in the colours of its classes.</source>
        <translation>Wählen Sie das Feld mit den Klassen. Der Layer wird dann in den Farben seiner Klassen gezeichnet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="154"/>
        <source>These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose “Make Permanent” to keep them.</source>
        <translation>Diese Labels sind in einem temporären Layer und gehen verloren, wenn QGIS beendet wird. Um sie zu behalten, klicken Sie mit der rechten Maustaste auf den Layer und wählen Sie „Permanent machen“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="182"/>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="58"/>
        <source>The backend sent a reply that this version of the plugin can&apos;t read.</source>
        <translation>Das Backend hat eine Antwort gesendet, die diese Version der Erweiterung nicht lesen kann.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="64"/>
        <source>Clicks add locations that places should not resemble. Or hold Alt when you click.</source>
        <translation>Klicks fügen Orte hinzu, denen andere nicht ähneln sollen. Oder halten Sie beim Klicken Alt gedrückt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="80"/>
        <source>Opens the dialog that creates a raster of the view with these settings.</source>
        <translation>Öffnet den Dialog, der mit diesen Einstellungen ein Raster des Kartenausschnitts erstellt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="82"/>
        <source>Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.</source>
        <translation>Speichert eine PCA-Basis, die an den Kartenausschnitt angepasst ist, für Karten mit denselben, vergleichbaren Farben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="100"/>
        <source>The runs are listed when the backend is running.</source>
        <translation>Die Läufe werden aufgelistet, wenn das Backend läuft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="42"/>
        <source>The report is saved next to the model, as an HTML file.</source>
        <translation>Der Bericht wird neben dem Modell gespeichert, als HTML-Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="44"/>
        <source>Fits and cross-validates a model of the field in the background.</source>
        <translation>Passt im Hintergrund ein Modell des Feldes an und kreuzvalidiert es.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="52"/>
        <source>Opens the dialog of the algorithm with these values.</source>
        <translation>Öffnet den Dialog des Algorithmus mit diesen Werten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="50"/>
        <source>Models of the project</source>
        <translation>Modelle des Projekts</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="52"/>
        <source>Adds the model in a file to the list.</source>
        <translation>Fügt das Modell in einer Datei zur Liste hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="59"/>
        <source>Opens the dialog of a prediction map of the view.</source>
        <translation>Öffnet den Dialog für eine Vorhersagekarte des Kartenausschnitts.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="62"/>
        <source>Adds a temporary copy of the layer with predictions, in the background.</source>
        <translation>Fügt im Hintergrund eine temporäre Kopie des Layers mit Vorhersagen hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="94"/>
        <source>There is no report next to the model.</source>
        <translation>Neben dem Modell liegt kein Bericht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="123"/>
        <source>Use a model</source>
        <translation>Modell verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="50"/>
        <source>Adds a temporary copy of the layer with the embeddings as fields.</source>
        <translation>Fügt eine temporäre Kopie des Layers mit den Embeddings als Feldern hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="17"/>
        <source>Points without a class: {count}.</source>
        <translation>Punkte ohne Klasse: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="19"/>
        <source>Points that are not on Earth, which are not used: {count}.</source>
        <translation>Punkte, die nicht auf der Erde liegen und nicht verwendet werden: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="28"/>
        <source>Similarity to the labels of one class. Label places of another class to tell them apart.</source>
        <translation>Ähnlichkeit mit den Labels einer Klasse. Labeln Sie Orte einer weiteren Klasse, um sie zu unterscheiden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="30"/>
        <source>Similarity to the labels. With two labels of each class, it is compared with a logistic regression.</source>
        <translation>Ähnlichkeit mit den Labels. Mit zwei Labels je Klasse wird sie mit einer logistischen Regression verglichen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>logistic regression</source>
        <translation>logistische Regression</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="36"/>
        <source>Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Verfahren: {used}. Balancierte Genauigkeit bei Leave-one-out {accuracy} mit {labels} Labels ({other}: {lower}). Labels nahe beieinander machen sie zu hoch.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="41"/>
        <source>Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Verfahren: {used}. Balancierte Genauigkeit {accuracy} mit {labels} Labels bei {folds}-facher Kreuzvalidierung ({other}: {lower}). Labels nahe beieinander machen sie zu hoch.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="35"/>
        <source>Data on this computer</source>
        <translation>Daten auf diesem Computer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="36"/>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="37"/>
        <source>Clear…</source>
        <translation>Leeren…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="38"/>
        <source>Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, models and pretraining runs stay.</source>
        <translation>Löscht Bildmerkmale des Vortrainings, unvollständige Downloads sowie hochgeladene Dateien und Ergebnisse von Aufträgen. Encoder, Modelle und Vortrainingsläufe bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="46"/>
        <source>Remove the backend…</source>
        <translation>Backend entfernen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="47"/>
        <source>Closes the options and opens the set-up, which removes the backend.</source>
        <translation>Schließt die Optionen und öffnet die Einrichtung, die das Backend entfernt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="57"/>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="69"/>
        <source>Temporary files</source>
        <translation>Temporäre Dateien</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="71"/>
        <source>Delete the temporary files? A running backend restarts when it is next needed. Image features of pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and pretraining runs stay.</source>
        <translation>Temporäre Dateien löschen? Ein laufendes Backend startet neu, sobald es wieder gebraucht wird. Bildmerkmale des Vortrainings werden neu berechnet, abgebrochene Downloads beginnen von vorn. Encoder, Modelle und Vortrainingsläufe bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="72"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="86"/>
        <source>Deleting…</source>
        <translation>Wird gelöscht…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="93"/>
        <source>{size}. Nothing was deleted, because jobs are running: {jobs}.</source>
        <translation>{size}. Es wurde nichts gelöscht, weil Aufträge laufen: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="108"/>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="110"/>
        <source>Opens the folder in the file manager. It is created when it is first needed.</source>
        <translation>Öffnet den Ordner im Dateimanager. Er wird angelegt, wenn er zum ersten Mal gebraucht wird.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="114"/>
        <source>Replace {files}?</source>
        <translation>{files} ersetzen?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="130"/>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="137"/>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="146"/>
        <source>The project has no model yet. Fit one, or open a file.</source>
        <translation>Das Projekt hat noch kein Modell. Passen Sie eines an oder öffnen Sie eine Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="173"/>
        <source>Target: {field}</source>
        <translation>Ziel: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="177"/>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="179"/>
        <source>kNNDM</source>
        <translation>kNNDM</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="180"/>
        <source>spatial blocks</source>
        <translation>räumliche Blöcke</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="181"/>
        <source>leave one group out</source>
        <translation>je eine Gruppe ausgelassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="182"/>
        <source>random folds, optimistic</source>
        <translation>zufällige Folds, optimistisch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="184"/>
        <source>{score}: {value} ({folds})</source>
        <translation>{score}: {value} ({folds})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="192"/>
        <source>Observations: {count}</source>
        <translation>Beobachtungen: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="195"/>
        <source>Encoders: {encoders}</source>
        <translation>Encoder: {encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="53"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="61"/>
        <source>Start the backend. It also starts when it is needed.</source>
        <translation>Startet das Backend. Es startet auch von selbst, wenn es gebraucht wird.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="92"/>
        <source>The backend is not set up.</source>
        <translation>Das Backend ist nicht eingerichtet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="93"/>
        <source>The backend is stopped.</source>
        <translation>Das Backend läuft nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="94"/>
        <source>The backend is starting…</source>
        <translation>Das Backend startet…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="95"/>
        <source>The backend is running.</source>
        <translation>Das Backend läuft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="100"/>
        <source>The backend is running ({details}).</source>
        <translation>Das Backend läuft ({details}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/encoder_choice.py" line="19"/>
        <source>The encoder that all sections use</source>
        <translation>Der Encoder, den alle Abschnitte verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="40"/>
        <source>Limits of the backend on this computer</source>
        <translation>Grenzen des Backends auf diesem Computer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="44"/>
        <source>Where embeddings and models are computed. “Test” shows whether the computer has the device.</source>
        <translation>Wo Embeddings und Modelle berechnet werden. „Testen“ zeigt, ob der Computer das Gerät hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="47"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="48"/>
        <source>Processor cores that the backend uses. Fewer leave more for other programs.</source>
        <translation>Prozessorkerne, die das Backend verwendet. Weniger lassen anderen Programmen mehr.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>Memory that the backend and each of its jobs may use. A job that needs more fails with a message.</source>
        <translation>Arbeitsspeicher, den das Backend und jeder seiner Aufträge belegen darf. Ein Auftrag, der mehr braucht, schlägt mit einer Meldung fehl.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>The memory can be limited on Linux only.</source>
        <translation>Der Arbeitsspeicher kann nur unter Linux begrenzt werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="61"/>
        <source>Minutes without a request after which the backend ends and frees its memory.</source>
        <translation>Minuten ohne Anfrage, nach denen das Backend endet und seinen Speicher freigibt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="64"/>
        <source>Offline: no connections to the internet</source>
        <translation>Offline: keine Verbindungen ins Internet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="65"/>
        <source>The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them.</source>
        <translation>Das Backend lädt keine Encoder herunter und liest keine Bilder von URLs. Es meldet das, wenn ein Algorithmus sie braucht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="72"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="73"/>
        <source>Processor cores</source>
        <translation>Prozessorkerne</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="74"/>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="75"/>
        <source>Ends when unused for</source>
        <translation>Endet unbenutzt nach</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="77"/>
        <source>Changes apply at once if no job is running, otherwise when the jobs have ended.</source>
        <translation>Änderungen gelten sofort, wenn kein Auftrag läuft, sonst nach dem Ende der Aufträge.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Automatic (the fastest)</source>
        <translation>Automatisch (das schnellste)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="103"/>
        <source>Apple GPU</source>
        <translation>Apple-GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="217"/>
        <source>The new options apply when the running jobs of the backend have ended: {jobs}.</source>
        <translation>Die neuen Optionen gelten, wenn die laufenden Aufträge des Backends beendet sind: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="223"/>
        <source>The backend ends, and starts with the new options when it is next needed.</source>
        <translation>Das Backend endet und startet mit den neuen Optionen, sobald es wieder gebraucht wird.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="58"/>
        <source>Save the PCA basis of the view</source>
        <translation>PCA-Basis des Kartenausschnitts speichern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="76"/>
        <source>Create a map with this basis…</source>
        <translation>Karte mit dieser Basis erstellen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="56"/>
        <source>Negative examples</source>
        <translation>Negativbeispiele</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="146"/>
        <source>“{algorithm}” is running.</source>
        <translation>„{algorithm}“ läuft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="167"/>
        <source>More warnings in the message log: {count}.</source>
        <translation>Weitere Warnungen im Protokoll: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="168"/>
        <source>“{algorithm}” has finished.</source>
        <translation>„{algorithm}“ ist fertig.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="174"/>
        <source>See the message log.</source>
        <translation>Siehe Protokoll.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="175"/>
        <source>“{algorithm}” failed. {reason}</source>
        <translation>„{algorithm}“ ist fehlgeschlagen. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="177"/>
        <source>More options…</source>
        <translation>Mehr Optionen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="75"/>
        <source>Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a location that places should not resemble.</source>
        <translation>Klicken Sie in die Karte, um ähnliche Orte zu zeigen. Halten Sie Strg oder Umschalt gedrückt, um einen Ort hinzuzufügen, oder Alt für einen Ort, dem andere nicht ähneln sollen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="263"/>
        <source>Click a location that places should resemble first.</source>
        <translation>Klicken Sie zuerst auf einen Ort, dem andere ähneln sollen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="271"/>
        <source>The maximum is {most} locations. Click without a key to start again.</source>
        <translation>Es sind höchstens {most} Orte möglich. Klicken Sie ohne Taste, um neu zu beginnen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="92"/>
        <source>Live classes ({encoder})</source>
        <translation>Live-Klassen ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="41"/>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="98"/>
        <source>{range}: predicted too high</source>
        <translation>{range}: zu hoch vorhergesagt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="100"/>
        <source>{range}: predicted too low</source>
        <translation>{range}: zu niedrig vorhergesagt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="196"/>
        <source>Probability of {value}</source>
        <translation>Wahrscheinlichkeit von {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="229"/>
        <source>Lower limit</source>
        <translation>Untere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="230"/>
        <source>Upper limit</source>
        <translation>Obere Grenze</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="126"/>
        <source>Faded: sea, unknown to the encoder</source>
        <translation>Blass: Meer, dem Encoder unbekannt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="173"/>
        <source>{component}: {percent} % of the variance</source>
        <translation>{component}: {percent} % der Varianz</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="57"/>
        <source>{file} exists already. Choose another name, or add the file to the project and continue with it.</source>
        <translation>{file} existiert bereits. Wählen Sie einen anderen Namen oder fügen Sie die Datei dem Projekt hinzu und fahren Sie damit fort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="69"/>
        <source>{file} could not be written: {reason}</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="38"/>
        <source>The field “{field}” identifies the features of “{layer}”. Choose another field.</source>
        <translation>Das Feld „{field}“ identifiziert die Objekte von „{layer}“. Wählen Sie ein anderes Feld.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="48"/>
        <source>The field “{field}” of “{layer}” has more than {most} different values. Choose another field.</source>
        <translation>Das Feld „{field}“ von „{layer}“ hat mehr als {most} verschiedene Werte. Wählen Sie ein anderes Feld.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="90"/>
        <source>Enter a name for the class.</source>
        <translation>Geben Sie einen Namen für die Klasse ein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="97"/>
        <source>The field “{field}” holds integers. Enter a number for the class.</source>
        <translation>Das Feld „{field}“ enthält ganze Zahlen. Geben Sie eine Zahl für die Klasse ein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="107"/>
        <source>There is a class “{name}” already.</source>
        <translation>Es gibt bereits eine Klasse „{name}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="109"/>
        <source>The maximum is {most} classes.</source>
        <translation>Das Maximum sind {most} Klassen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="92"/>
        <source>“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”.</source>
        <translation>„{layer}“ hat mehr als {most} Labels, das Maximum für einen Live-Layer. Verwenden Sie „Modell anpassen“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="110"/>
        <source>This place is outside the area of the CRS of “{layer}”.</source>
        <translation>Dieser Ort liegt außerhalb des Gültigkeitsbereichs des KBS von „{layer}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="214"/>
        <source>The labels could not be added to “{layer}”.</source>
        <translation>Die Labels konnten „{layer}“ nicht hinzugefügt werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="71"/>
        <source>“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.</source>
        <translation>„{layer}“ kann nicht bearbeitet werden. Exportieren Sie den Layer in ein GeoPackage und fahren Sie damit fort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="38"/>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="47"/>
        <source>“{layer}” can't be edited now.</source>
        <translation>„{layer}“ kann jetzt nicht bearbeitet werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="78"/>
        <source>The labels could not be saved in “{layer}”: {reason}</source>
        <translation>Die Labels konnten nicht in „{layer}“ gespeichert werden: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="91"/>
        <source>The algorithm returns when training has started. Training continues when QGIS is closed. The SatCLIP panel shows the progress.</source>
        <translation>Der Algorithmus endet, sobald das Training begonnen hat. Das Training läuft weiter, wenn QGIS geschlossen wird. Das SatCLIP-Bedienfeld zeigt den Fortschritt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="201"/>
        <source>The run “{run}” continues in the background. The SatCLIP panel shows its progress. The encoder becomes available when the run has finished.</source>
        <translation>Der Lauf „{run}“ läuft im Hintergrund weiter. Das SatCLIP-Bedienfeld zeigt den Fortschritt. Der Encoder ist verfügbar, sobald der Lauf fertig ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="322"/>
        <source>There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel.</source>
        <translation>Es gibt keinen angehaltenen Lauf „{run}“ zum Fortsetzen (RESUME). Siehe Vortrainieren im SatCLIP-Bedienfeld.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="329"/>
        <source>A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, or choose another name.</source>
        <translation>Ein Lauf „{run}“ existiert bereits. Setzen Sie ihn fort (RESUME), löschen Sie ihn im SatCLIP-Bedienfeld oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced colours, as in the live layer.</source>
        <translation>Fügt bei drei oder mehr Komponenten die Kanäle Rot, Grün und Blau hinzu. Sie zeigen die ersten drei in ausgewogenen Farben, wie im Live-Layer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Add colour bands</source>
        <translation>Farbkanäle hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Features that the map should be unlike. The direction is twice the mean of the reference points minus the mean of these.</source>
        <translation>Objekte, denen die Karte nicht ähneln soll. Die Richtung ist das Doppelte des Mittels der Referenzpunkte minus das Mittel dieser Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="99"/>
        <source>There are more than {most} reference points. Select some features and check “Selected features only” ({parameter}).</source>
        <translation>Es gibt mehr als {most} Referenzpunkte. Wählen Sie einige Objekte und aktivieren Sie „Nur gewählte Objekte“ ({parameter}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="143"/>
        <source>Example model…</source>
        <translation>Beispielmodell…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="144"/>
        <source>Opens a model for Processing: from points to a prediction map.</source>
        <translation>Öffnet ein Modell für Processing: von Punkten zur Vorhersagekarte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="132"/>
        <source>{text} It uses {size}. Encoders and caches use {data}.</source>
        <translation>{text} Es belegt {size}. Encoder und Zwischenspeicher belegen {data}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/example_model.py" line="16"/>
        <source>Points to prediction map</source>
        <translation>Von Punkten zur Vorhersagekarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="138"/>
        <source>{sources}. The hashes of all packages except PyTorch are checked.</source>
        <translation>{sources}. Die Prüfsummen aller Pakete außer PyTorch werden geprüft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="106"/>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="128"/>
        <source>Locations at sea, where the similarity means little: {count}</source>
        <translation>Orte im Meer, wo die Ähnlichkeit wenig aussagt: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity means nothing.</source>
        <translation>Lässt Pixel im Meer oder an Land ohne Wert, außer an der Küste (Natural Earth, Auflösung 0,1 Grad). „Wo der Encoder trainiert wurde“ lässt das Meer aus, wenn der Encoder nur Land kennt: Dort sagt die Ähnlichkeit nichts aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="72"/>
        <source>Where the encoder was trained</source>
        <translation>Wo der Encoder trainiert wurde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Pixels to map</source>
        <translation>Zu kartierende Pixel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="122"/>
        <source>SatCLIP uses the backend of a server: {url}</source>
        <translation>SatCLIP verwendet das Backend eines Servers: {url}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="352"/>
        <source>Use a server…</source>
        <translation>Server verwenden…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="353"/>
        <source>Opens the options, where the backend of a server can be chosen.</source>
        <translation>Öffnet die Optionen, in denen das Backend eines Servers gewählt werden kann.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="63"/>
        <source>New run…</source>
        <translation>Neuer Lauf…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="64"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="66"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="68"/>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="74"/>
        <source>Show model card</source>
        <translation>Modellkarte anzeigen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="58"/>
        <source>Create map…</source>
        <translation>Karte erstellen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="92"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="94"/>
        <source>Label selected</source>
        <translation>Gewählte labeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="103"/>
        <source>Next place</source>
        <translation>Nächster Ort</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="112"/>
        <source>Fit a model…</source>
        <translation>Modell anpassen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="254"/>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="271"/>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="53"/>
        <source>Add layer</source>
        <translation>Layer hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="55"/>
        <source>Update layer</source>
        <translation>Layer aktualisieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="67"/>
        <source>Use selected points</source>
        <translation>Gewählte Punkte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="81"/>
        <source>Save PCA basis…</source>
        <translation>PCA-Basis speichern…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="157"/>
        <source>Style</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="43"/>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="51"/>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="113"/>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="38"/>
        <source>Selected features only</source>
        <translation>Nur gewählte Objekte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="49"/>
        <source>Add embeddings</source>
        <translation>Embeddings hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="58"/>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="60"/>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="105"/>
        <source>Cosine similarity (0: unrelated)</source>
        <translation>Kosinusähnlichkeit (0: ohne Bezug)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="104"/>
        <source>{step} ({time} elapsed, less than a minute left)</source>
        <translation>{step} (seit {time}, noch weniger als eine Minute)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="106"/>
        <source>{step} ({time} elapsed, about {minutes} min left)</source>
        <translation>{step} (seit {time}, noch etwa {minutes} min)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="96"/>
        <source>The backend has exited. Try again: the next request restarts it. If this happens again, see the log file {log}.</source>
        <translation>Das Backend wurde beendet. Versuchen Sie es erneut: Die nächste Anfrage startet es neu. Falls dies wieder geschieht, sehen Sie in der Protokolldatei {log} nach.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="101"/>
        <source>The backend has not answered in time. Try again.</source>
        <translation>Das Backend hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="102"/>
        <source>The request to the backend has failed ({reason}). Try again.</source>
        <translation>Die Anfrage an das Backend ist fehlgeschlagen ({reason}). Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/proof.py" line="62"/>
        <source>The program on the backend&apos;s port could not be authenticated, so nothing was sent to it. Try again. If this happens again, restart the computer.</source>
        <translation>Das Programm am Port des Backends konnte nicht authentifiziert werden, daher wurde nichts an es gesendet. Versuchen Sie es erneut. Falls dies wieder geschieht, starten Sie den Computer neu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="27"/>
        <source>The layer</source>
        <translation>Der Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="36"/>
        <source>{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields.</source>
        <translation>{name} ist zu groß: {size} Bytes. Das Maximum sind {most} Bytes. Verwenden Sie weniger Objekte oder Felder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="91"/>
        <source>{file} was truncated during the upload. Try again.</source>
        <translation>{file} wurde während des Hochladens gekürzt. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="96"/>
        <source>The data</source>
        <translation>Die Daten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="100"/>
        <source>{file} can&apos;t be read: {reason}.</source>
        <translation>{file} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="60"/>
        <source>{path} could not be deleted. Close other programs that use it, and try again.</source>
        <translation>{path} konnte nicht gelöscht werden. Schließen Sie andere Programme, die es verwenden, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="10"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend).</source>
        <translation>Führen Sie den Algorithmus „Backend einrichten“ (satclip:setupbackend) aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="142"/>
        <source>The backend has not responded for {seconds} seconds. Try again.</source>
        <translation>Das Backend hat seit {seconds} Sekunden nicht geantwortet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="107"/>
        <source>an array that can&apos;t be read</source>
        <translation>ein Array, das nicht gelesen werden kann</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="235"/>
        <source>a reply without a protocol version</source>
        <translation>eine Antwort ohne Protokollversion</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="237"/>
        <source>The backend uses protocol version {spoken}, and this plugin uses version {needed}.</source>
        <translation>Das Backend verwendet die Protokollversion {spoken}, und diese Erweiterung verwendet die Version {needed}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="264"/>
        <source>more data than requested</source>
        <translation>mehr Daten als angefordert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="289"/>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="303"/>
        <source>The backend has stopped responding. Its process has exited or hangs. Try again.</source>
        <translation>Das Backend antwortet nicht mehr. Sein Prozess wurde beendet oder hängt. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="307"/>
        <source>something that is not HTTP</source>
        <translation>etwas, das kein HTTP ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="309"/>
        <source>The backend can&apos;t be reached on this computer ({reason}). Try again. If this happens again, restart QGIS.</source>
        <translation>Das Backend auf diesem Computer ist nicht erreichbar ({reason}). Versuchen Sie es erneut. Falls dies wieder geschieht, starten Sie QGIS neu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="320"/>
        <source>The server on the backend&apos;s port rejects the access token of QGIS. Close other copies of the backend, or restart the computer, and try again.</source>
        <translation>Der Server am Port des Backends lehnt das Zugriffstoken von QGIS ab. Schließen Sie andere Kopien des Backends oder starten Sie den Computer neu, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="330"/>
        <source>the status {status} without an error message</source>
        <translation>den Status {status} ohne Fehlermeldung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="340"/>
        <source>text that is not JSON</source>
        <translation>Text, der kein JSON ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="342"/>
        <source>JSON that is not an object</source>
        <translation>JSON, das kein Objekt ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="347"/>
        <source>The server on the backend&apos;s port sent {what}. It may be another program. Try again.</source>
        <translation>Der Server am Port des Backends hat Folgendes gesendet: {what}. Möglicherweise ist er ein anderes Programm. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="124"/>
        <source>The backend sent an invalid list of encoders. Try again.</source>
        <translation>Das Backend hat eine ungültige Liste von Encodern gesendet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="145"/>
        <source>The backend sent an array of shape {shape} for {count} points. Try again.</source>
        <translation>Das Backend hat ein Array der Form {shape} für {count} Punkte gesendet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="162"/>
        <source>The backend accepted the upload but returned no id. Try again.</source>
        <translation>Das Backend hat die hochgeladene Datei angenommen, aber keine ID geliefert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="175"/>
        <source>The backend accepted the job but returned no id. Try again.</source>
        <translation>Das Backend hat den Auftrag angenommen, aber keine ID geliefert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="198"/>
        <source>The connection to the backend at {url} was interrupted during the job. Run the algorithm again.</source>
        <translation>Die Verbindung zum Backend unter {url} wurde während des Auftrags unterbrochen. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="204"/>
        <source>The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}.</source>
        <translation>Das Backend wurde während des Auftrags beendet. Führen Sie den Algorithmus erneut aus. Falls er wieder fehlschlägt, sehen Sie in der Protokolldatei {log} nach.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="208"/>
        <source>Last output: {said}</source>
        <translation>Letzte Ausgabe: {said}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="236"/>
        <source>The backend sent an invalid list of runs. Try again.</source>
        <translation>Das Backend hat eine ungültige Liste von Läufen gesendet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="269"/>
        <source>The job failed without an error message.</source>
        <translation>Der Auftrag ist ohne Fehlermeldung fehlgeschlagen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="271"/>
        <source>The job was dismissed by another client.</source>
        <translation>Der Auftrag wurde von einem anderen Programm verworfen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="318"/>
        <source>The backend has exited and is restarted</source>
        <translation>Das Backend wurde beendet und wird neu gestartet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="322"/>
        <source>The backend exited twice on the same request. {said} Log file: {log}.</source>
        <translation>Das Backend wurde bei derselben Anfrage zweimal beendet. {said} Protokolldatei: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="46"/>
        <source>{python} does not exist. Choose a Python executable.</source>
        <translation>{python} existiert nicht. Wählen Sie ein Python-Programm.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="50"/>
        <source>The backend of {python} has version {other}, and this plugin needs version {version}.</source>
        <translation>Das Backend von {python} hat die Version {other}, und diese Erweiterung braucht die Version {version}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="58"/>
        <source>{python} has no working backend ({said}).</source>
        <translation>{python} hat kein funktionierendes Backend ({said}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>no error message</source>
        <translation>keine Fehlermeldung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="80"/>
        <source>{python} can&apos;t be run ({reason}). Choose a Python executable.</source>
        <translation>{python} kann nicht ausgeführt werden ({reason}). Wählen Sie ein Python-Programm.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="96"/>
        <source>{python} has not ended within {seconds} seconds. Choose a Python executable.</source>
        <translation>{python} war nach {seconds} Sekunden nicht fertig. Wählen Sie ein Python-Programm.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="128"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the backend in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Führen Sie den Algorithmus „Backend einrichten“ (satclip:setupbackend) aus, oder wählen Sie unter Einstellungen &gt; Optionen &gt; SatCLIP eine Umgebung, die das Backend enthält.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="133"/>
        <source>The backend is not installed.</source>
        <translation>Das Backend ist nicht installiert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="134"/>
        <source>The backend is not installed ({python} does not exist).</source>
        <translation>Das Backend ist nicht installiert ({python} existiert nicht).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="140"/>
        <source>Starting the backend</source>
        <translation>Das Backend wird gestartet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="154"/>
        <source>Another QGIS window is still starting the backend. Close that window and try again.</source>
        <translation>Ein anderes QGIS-Fenster startet das Backend noch. Schließen Sie dieses Fenster und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="223"/>
        <source>Another QGIS window is running a job on backend version {other}, and this plugin needs version {needed}. Wait until the job has finished, or close that window.</source>
        <translation>Ein anderes QGIS-Fenster führt einen Auftrag mit der Backend-Version {other} aus, und diese Erweiterung braucht die Version {needed}. Warten Sie, bis der Auftrag beendet ist, oder schließen Sie das Fenster.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="253"/>
        <source>{python} can&apos;t be run ({reason}).</source>
        <translation>{python} kann nicht ausgeführt werden ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="280"/>
        <source>The backend is not installed in the environment of {python}.</source>
        <translation>Das Backend ist in der Umgebung von {python} nicht installiert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="289"/>
        <source>The backend did not start within {seconds} seconds. {said} Log file: {log}.</source>
        <translation>Das Backend ist nicht innerhalb von {seconds} Sekunden gestartet. {said} Protokolldatei: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="298"/>
        <source>The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} (protocol {protocol}).</source>
        <translation>Das Backend in {python} hat die Version {other} (Protokoll {spoken}), und diese Erweiterung braucht die Version {version} (Protokoll {protocol}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="75"/>
        <source>{path} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>{path} kann nicht geschrieben werden ({reason}). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="84"/>
        <source>Another QGIS window or program is installing the backend in {folder}. Wait until it is done.</source>
        <translation>Ein anderes QGIS-Fenster oder Programm installiert gerade das Backend in {folder}. Warten Sie, bis es fertig ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="150"/>
        <source>{path} already exists and was not created by this installer. Choose another folder, or remove it.</source>
        <translation>{path} existiert bereits und wurde nicht von diesem Installationsprogramm erstellt. Wählen Sie einen anderen Ordner oder entfernen Sie diesen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="162"/>
        <source>The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk.</source>
        <translation>Das Backend braucht {needed} GB Speicherplatz, und {folder} hat {free} GB frei. Schaffen Sie Speicherplatz oder setzen Sie die Umgebungsvariable SATCLIP_HOME auf einen Ordner auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="96"/>
        <source>{path} (does not run)</source>
        <translation>{path} (läuft nicht)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="99"/>
        <source>{path} (version {version})</source>
        <translation>{path} (Version {version})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="101"/>
        <source>{path} (32-bit)</source>
        <translation>{path} (32 Bit)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="111"/>
        <source>{python} can&apos;t create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, install them with: sudo apt install python3-venv</source>
        <translation>{python} kann keine Umgebungen erstellen: Die Module venv und ensurepip fehlen. Unter Debian und Ubuntu installieren Sie sie mit: sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="117"/>
        <source>No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or enter the path of a Python executable.</source>
        <translation>Es wurde kein Python 3.10 bis 3.14 (64 Bit) gefunden. Installieren Sie Python von python.org oder mit Ihrer Paketverwaltung, oder geben Sie den Pfad eines Python-Programms ein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="122"/>
        <source>Tried: {pythons}.</source>
        <translation>Versucht: {pythons}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor.</source>
        <translation>PyTorch kann die NVIDIA-GPU nicht verwenden. Aktualisieren Sie den Treiber oder wählen Sie PyTorch für den Prozessor.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are not checked.</source>
        <translation>Die Prüfsumme eines Pakets stimmt nicht mit der Lockdatei der Erweiterung überein, daher wurde nichts installiert. Versuchen Sie es später erneut. Wenn Ihre Organisation eigene Pakete erstellt, geben Sie deren Paketindex oder einen Ordner mit Wheels ein. Deren Prüfsummen werden nicht geprüft.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.</source>
        <translation>Das Laufwerk ist voll. Schaffen Sie etwa 3 GB Platz, auch auf dem Laufwerk des temporären Ordners, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The certificate of the package index could not be verified. Your network may inspect TLS connections. Add the certificate of your organisation in QGIS (Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities), or install from a folder of wheels.</source>
        <translation>Das Zertifikat des Paketindex konnte nicht geprüft werden. Möglicherweise untersucht Ihr Netzwerk TLS-Verbindungen. Fügen Sie das Zertifikat Ihrer Organisation in QGIS hinzu (Einstellungen &gt; Optionen &gt; Authentifizierung &gt; Zertifikate verwalten &gt; Autoritäten), oder installieren Sie aus einem Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy requires a user name and a password. Enter both in Settings &gt; Options &gt; Network.</source>
        <translation>Der Proxy verlangt einen Benutzernamen und ein Passwort. Geben Sie beides unter Einstellungen &gt; Optionen &gt; Netzwerk ein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy refused the connection. Check the proxy in Settings &gt; Options &gt; Network.</source>
        <translation>Der Proxy hat die Verbindung abgelehnt. Prüfen Sie den Proxy unter Einstellungen &gt; Optionen &gt; Netzwerk.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index refused access. Check its URL, the user name and the password.</source>
        <translation>Der Paketindex hat den Zugriff verweigert. Prüfen Sie seine URL, den Benutzernamen und das Passwort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index did not answer in time. Try again: what was downloaded is kept. If it happens again, check the internet connection and the proxy (Settings &gt; Options &gt; Network).</source>
        <translation>Der Paketindex hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut: Was heruntergeladen wurde, bleibt erhalten. Falls dies wieder geschieht, prüfen Sie die Internetverbindung und den Proxy (Einstellungen &gt; Optionen &gt; Netzwerk).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index can&apos;t be reached. Check the internet connection and the proxy (Settings &gt; Options &gt; Network), or install from a folder of wheels.</source>
        <translation>Der Paketindex ist nicht erreichbar. Prüfen Sie die Internetverbindung und den Proxy (Einstellungen &gt; Optionen &gt; Netzwerk), oder installieren Sie aus einem Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), or a folder of wheels that contains the package.</source>
        <translation>Ein Paket ist für dieses System und diese Python-Version nicht verfügbar. Wählen Sie ein anderes Python (3.11 bis 3.13, 64 Bit) oder einen Ordner mit Wheels, der das Paket enthält.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from microsoft.com, and try again.</source>
        <translation>PyTorch kann eine Bibliothek von Windows nicht laden. Installieren Sie Microsoft Visual C++ Redistributable (x64) von microsoft.com und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and programs that use the folder, exclude the folder from antivirus scans, and try again.</source>
        <translation>Ein anderes Programm, etwa ein Virenschutz, hält oder blockiert eine Datei. Schließen Sie QGIS-Fenster und Programme, die den Ordner verwenden, nehmen Sie den Ordner von der Virenprüfung aus und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus scans.</source>
        <translation>Das System hat den Zugriff auf eine Datei verweigert. Wählen Sie einen Ordner, in den Sie schreiben dürfen, und nehmen Sie ihn von der Virenprüfung aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="130"/>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="132"/>
        <source>The folder of wheels {folder} contains no wheel of {package} for this system and Python version. Create it with the same system and Python version (make wheelhouse). Log file: {log}.</source>
        <translation>Der Ordner mit Wheels {folder} enthält kein Wheel von {package} für dieses System und diese Python-Version. Erstellen Sie ihn mit demselben System und derselben Python-Version (make wheelhouse). Protokolldatei: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="140"/>
        <source>{advice} ({said}. Log file: {log}.)</source>
        <translation>{advice} ({said}. Protokolldatei: {log}.)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="141"/>
        <source>The Python environment could not be created: {said}. Log file: {log}.</source>
        <translation>Die Python-Umgebung konnte nicht erstellt werden: {said}. Protokolldatei: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="67"/>
        <source>The address of the backend&apos;s server must be like https://gis.example.org or http://127.0.0.1:8123.</source>
        <translation>Die Adresse des Servers des Backends muss die Form https://gis.example.org oder http://127.0.0.1:8123 haben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="74"/>
        <source>The address of the backend&apos;s server must not contain a user name or password. Use an authentication configuration.</source>
        <translation>Die Adresse des Servers des Backends darf weder Benutzernamen noch Passwort enthalten. Verwenden Sie eine Authentifizierungskonfiguration.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="81"/>
        <source>{host} must be asked by https, because http would send the login and your data readable for others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel.</source>
        <translation>{host} muss über https angesprochen werden, weil http die Anmeldung und Ihre Daten für andere lesbar senden würde. http ist nur für diesen Computer, etwa http://127.0.0.1:8123 für einen SSH-Tunnel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="105"/>
        <source>The authentication configuration {id} can&apos;t be used. Unlock or choose it in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Die Authentifizierungskonfiguration {id} kann nicht verwendet werden. Entsperren oder wählen Sie sie unter Einstellungen &gt; Optionen &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="123"/>
        <source>The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic authentication” with the token as the password in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Das Backend unter {url} braucht sein Token. Wählen Sie unter Einstellungen &gt; Optionen &gt; SatCLIP eine Authentifizierungskonfiguration der Art „Einfache Authentifizierung“ mit dem Token als Passwort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="148"/>
        <source>Check the address and the authentication in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Prüfen Sie die Adresse und die Authentifizierung unter Einstellungen &gt; Optionen &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="202"/>
        <source>No backend responds at {url}. Is the SSH tunnel open?</source>
        <translation>Unter {url} antwortet kein Backend. Ist der SSH-Tunnel offen?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="177"/>
        <source>{url} is not a SatCLIP backend.</source>
        <translation>{url} ist kein SatCLIP-Backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="179"/>
        <source>The server {host} has version {other} of the backend, and this plugin needs version {version}. Update the older one.</source>
        <translation>Der Server {host} hat die Version {other} des Backends, und diese Erweiterung braucht die Version {version}. Aktualisieren Sie die ältere.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="261"/>
        <source>The certificate of {host} is not valid: {reason}. Check the address. If the authority is your organisation&apos;s, add it in Settings &gt; Options &gt; Authentication &gt; Manage Certificates.</source>
        <translation>Das Zertifikat von {host} ist nicht gültig: {reason}. Prüfen Sie die Adresse. Gehört die Zertifizierungsstelle zu Ihrer Organisation, fügen Sie sie unter Einstellungen &gt; Optionen &gt; Authentifizierung &gt; Zertifikate verwalten hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="268"/>
        <source>The server {host} was not found.</source>
        <translation>Der Server {host} wurde nicht gefunden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="270"/>
        <source>The server {host} does not respond. Try again later.</source>
        <translation>Der Server {host} antwortet nicht. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="274"/>
        <source>The connection to {host} was refused or interrupted.</source>
        <translation>Die Verbindung zu {host} wurde abgelehnt oder unterbrochen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="278"/>
        <source>No secure connection to {host} could be established ({reason}).</source>
        <translation>Es konnte keine sichere Verbindung zu {host} hergestellt werden ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="286"/>
        <source>The server {host} sent something that is not HTTP.</source>
        <translation>Der Server {host} hat etwas gesendet, das kein HTTP ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="290"/>
        <source>The server {host} can&apos;t be reached ({reason}).</source>
        <translation>Der Server {host} ist nicht erreichbar ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="154"/>
        <source>The server {host} rejects the login.</source>
        <translation>Der Server {host} lehnt die Anmeldung ab.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="304"/>
        <source>The server {host} answered with the status {status} instead of the backend. Its backend may not be running.</source>
        <translation>Der Server {host} hat statt des Backends mit dem Status {status} geantwortet. Möglicherweise läuft sein Backend nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="315"/>
        <source>The server {host} has another version of the backend than this plugin. Update the older one.</source>
        <translation>Der Server {host} hat eine andere Version des Backends als diese Erweiterung. Aktualisieren Sie die ältere.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/columns.py" line="69"/>
        <source>The backend sent a table that can&apos;t be read. Try again.</source>
        <translation>Das Backend hat eine Tabelle gesendet, die nicht gelesen werden kann. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="123"/>
        <source>The environment in {folder} is already installed.</source>
        <translation>Die Umgebung in {folder} ist bereits installiert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="155"/>
        <source>Deleting the previous environment</source>
        <translation>Die vorige Umgebung wird gelöscht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="160"/>
        <source>The environment in {folder} is ready.</source>
        <translation>Die Umgebung in {folder} ist bereit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/model_file.py" line="83"/>
        <source>{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.</source>
        <translation>{file} ist kein gültiges SatCLIP-Modell. Kopieren Sie die Datei erneut oder passen Sie das Modell erneut an.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="73"/>
        <source>The folder of wheels {folder} does not exist. Choose another folder.</source>
        <translation>Der Ordner mit Wheels {folder} existiert nicht. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="79"/>
        <source>The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet access, the same system and the same version of Python. The help page says how.</source>
        <translation>Der Ordner mit Wheels {folder} enthält keine Wheels (*.whl). Füllen Sie ihn auf einem Computer mit Internetzugang, demselben System und derselben Python-Version. Die Hilfeseite beschreibt, wie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>The backend exited at startup ({said}). Log file: {log}.</source>
        <translation>Das Backend wurde beim Start beendet ({said}). Protokolldatei: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="238"/>
        <source>Click a cluster on the map. Typical places of it get the selected class.</source>
        <translation>Klicken Sie auf einen Cluster in der Karte. Typische Orte davon erhalten die gewählte Klasse.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="98"/>
        <source>From cluster</source>
        <translation>Aus Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="100"/>
        <source>Click a cluster on the map: a few typical places of it in the view get the selected class</source>
        <translation>Klicken Sie auf einen Cluster in der Karte: Einige typische Orte davon im Kartenausschnitt erhalten die gewählte Klasse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="69"/>
        <source>There is no cluster here. Click a colour of the cluster layer.</source>
        <translation>Hier ist kein Cluster. Klicken Sie auf eine Farbe des Clusterlayers.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="84"/>
        <source>This view has no place of the cluster that the encoder knows. Pan or zoom the map.</source>
        <translation>In diesem Kartenausschnitt hat der Cluster keinen Ort, den der Encoder kennt. Verschieben oder zoomen Sie die Karte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="101"/>
        <source>Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.</source>
        <translation>Fügen Sie zuerst einen Clusterlayer hinzu: Wählen Sie die Darstellung „Cluster“ und klicken Sie auf „Layer hinzufügen“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="159"/>
        <source>Asking for the size of the download…</source>
        <translation>Die Größe des Downloads wird abgefragt…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="171"/>
        <source>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, from {source}.&lt;/p&gt;&lt;p&gt;Licence: &lt;b&gt;{licence}&lt;/b&gt;. It is on the page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Known limits: {limits}&lt;/p&gt;&lt;p&gt;Download it?&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, von {source}.&lt;/p&gt;&lt;p&gt;Lizenz: &lt;b&gt;{licence}&lt;/b&gt;. Sie steht auf der Seite &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Bekannte Grenzen: {limits}&lt;/p&gt;&lt;p&gt;Herunterladen?&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="194"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="383"/>
        <source>Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)</source>
        <translation>Einen exportierten Encoder oder eine veröffentlichte Datei importieren, etwa einen SatCLIP-Checkpoint (.ckpt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="41"/>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="74"/>
        <source>Citation</source>
        <translation>Zitierangabe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="73"/>
        <source>Known limits</source>
        <translation>Bekannte Grenzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="79"/>
        <source>Released by {publisher}. It is not installed yet.</source>
        <translation>Veröffentlicht von {publisher}. Noch nicht installiert.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="46"/>
        <source>This view is not on Earth. Pan or zoom the map.</source>
        <translation>Dieser Kartenausschnitt liegt nicht auf der Erde. Verschieben oder zoomen Sie die Karte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="71"/>
        <source>Stretch to view</source>
        <translation>Auf Ansicht strecken</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="72"/>
        <source>Stretch the colours to the similarities in the view (2nd to 98th percentile)</source>
        <translation>Streckt die Farben auf die Ähnlichkeiten im Kartenausschnitt (2. bis 98. Perzentil)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Fixed range</source>
        <translation>Fester Bereich</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="76"/>
        <source>Use the same range on every map, with 0 in the middle, so that maps are comparable</source>
        <translation>Verwendet auf jeder Karte denselben Bereich mit 0 in der Mitte, sodass Karten vergleichbar sind</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Stretched to view</source>
        <translation>Auf Ansicht gestreckt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="283"/>
        <source>Features where the encoder has no embedding: {count}. They are kept without an embedding.</source>
        <translation>Objekte, wo der Encoder kein Embedding hat: {count}. Sie bleiben ohne Embedding erhalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="128"/>
        <source>Spherical harmonics (SatCLIP)</source>
        <translation>Kugelflächenfunktionen (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="129"/>
        <source>Longitude and latitude</source>
        <translation>Länge und Breite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="130"/>
        <source>Coordinates on the sphere (x, y, z)</source>
        <translation>Koordinaten auf der Kugel (x, y, z)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="131"/>
        <source>Wrap (sine and cosine)</source>
        <translation>Wrap (Sinus und Kosinus)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="145"/>
        <source>Basis of the encoder</source>
        <translation>Basis des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>SIREN (SatCLIP)</source>
        <translation>SIREN (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="148"/>
        <source>Residual network (FCNet)</source>
        <translation>Residuales Netz (FCNet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="149"/>
        <source>Linear map</source>
        <translation>Lineare Abbildung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="151"/>
        <source>Network of the encoder</source>
        <translation>Netz des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>Contrastive (CSP, with random locations)</source>
        <translation>Kontrastiv (CSP, mit zufälligen Orten)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="29"/>
        <source>For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. Other encoders have no months.</source>
        <translation>Für einen Encoder für Ort und Monat: 1 für Januar bis 12 für Dezember, oder 0 für das Mittel des Jahres. Andere Encoder haben keine Monate.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="67"/>
        <source>Month (0: mean over the year)</source>
        <translation>Monat (0: Mittel des Jahres)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="65"/>
        <source>Date field</source>
        <translation>Datumsfeld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="37"/>
        <source>For an encoder of location and month: the embedding is that of the month of the date. Features without a date get the mean over the year.</source>
        <translation>Für einen Encoder für Ort und Monat: Das Embedding ist das des Monats des Datums. Objekte ohne Datum erhalten das Mittel des Jahres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="151"/>
        <source>Choose a month or a date field, not both.</source>
        <translation>Wählen Sie einen Monat oder ein Datumsfeld, nicht beides.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="171"/>
        <source>The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an encoder of location and month.</source>
        <translation>Der Encoder „{encoder}“ hat keine Monate. Lassen Sie den Monat und das Datumsfeld weg, oder wählen Sie einen Encoder für Ort und Monat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="260"/>
        <source>Features without a date, which get the mean over the year: {count}</source>
        <translation>Objekte ohne Datum, die das Mittel des Jahres erhalten: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="139"/>
        <source>Slepian functions (fine in the training area)</source>
        <translation>Slepian-Funktionen (fein im Trainingsgebiet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale of Space2Vec and Sphere2Vec follows from L.</source>
        <translation>Slepian-Funktionen lösen das Trainingsgebiet fein auf. Die anderen dienen Vergleichen. Die kleinste Skala von Space2Vec und Sphere2Vec ergibt sich aus L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their names. The encoder has embeddings for each month, and their mean over the year.</source>
        <translation>Die Bilder sind von den zwölf Monaten, jeweils mit denselben Kanälen und einem Datum wie 2004-06 im Namen. Der Encoder hat Embeddings für jeden Monat und deren Mittel über das Jahr.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="156"/>
        <source>Encoder of location and month</source>
        <translation>Encoder für Ort und Monat</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="213"/>
        <source>The server {host} no longer has the job: it was restarted, or another client deleted the job. Run the algorithm again.</source>
        <translation>Der Server {host} hat den Auftrag nicht mehr: Er wurde neu gestartet, oder ein anderer Client hat den Auftrag gelöscht. Führen Sie den Algorithmus noch einmal aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="306"/>
        <source>The server {host} does not respond. Trying again for {minutes} minutes.</source>
        <translation>Der Server {host} antwortet nicht. Es wird {minutes} Minuten lang erneut versucht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="168"/>
        <source>Random convolutions and band statistics</source>
        <translation>Zufällige Faltungen und Kanalstatistik</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="169"/>
        <source>Random convolutional features (RCF)</source>
        <translation>Zufällige Faltungsmerkmale (RCF)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="255"/>
        <source>The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it is right, ask the administrator of the server to renew the certificate.</source>
        <translation>Das Zertifikat von {host} ist derzeit nicht gültig: {reason}. Prüfen Sie die Uhr dieses Computers. Wenn sie richtig geht, bitten Sie den Administrator des Servers, das Zertifikat zu erneuern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>Features outside the area in which the encoder was trained: {count}.</source>
        <translation>Objekte außerhalb des Gebiets, in dem der Encoder trainiert wurde: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/dates.py" line="47"/>
        <source>The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or are months from 1 to 12.</source>
        <translation>Das Feld „{field}“ enthält „{value}“, was kein Datum ist. Ein Datum beginnt mit dem Jahr, etwa 2004-07-15, oder ist ein Monat von 1 bis 12.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="175"/>
        <source>Date field: {field}</source>
        <translation>Datumsfeld: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="30"/>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="51"/>
        <source>Points, lines or polygons in any CRS. The layer must contain the additional predictor fields and the date field of the model.</source>
        <translation>Punkte, Linien oder Polygone in beliebigem KBS. Der Layer muss die weiteren Prädiktorfelder und das Datumsfeld des Modells enthalten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year.</source>
        <translation>Für ein Modell mit Datumsfeld: 1 für Januar bis 12 für Dezember, oder 0 für das Mittel des Jahres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="110"/>
        <source>{target}: prediction in month {month}</source>
        <translation>{target}: Vorhersage im Monat {month}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="103"/>
        <source>The month of the date is a predictor, also of the models without embeddings. Encoders of location and month have the embedding of that month. Features without a date get the mean over the year.</source>
        <translation>Der Monat des Datums ist ein Prädiktor, auch der Modelle ohne Embeddings. Encoder von Ort und Monat haben das Embedding dieses Monats. Objekte ohne Datum erhalten das Mittel des Jahres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="112"/>
        <source>{target}: prediction, mean over the year</source>
        <translation>{target}: Vorhersage, Mittel des Jahres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/destinations.py" line="91"/>
        <source>“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not.</source>
        <translation>„{output}“ ({name}) ist ein GeoTIFF: Der Dateiname muss auf .tif enden, und {file} tut das nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="91"/>
        <source>QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder.</source>
        <translation>QGIS kann kein GeoPackage mit „{text}“ im Pfad öffnen. Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
</context>
</TS>

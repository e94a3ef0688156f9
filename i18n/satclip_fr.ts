<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="18"/>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Add embeddings to a layer</source>
        <translation>Ajouter des embeddings à une couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,localisation,satellite,variables,enrichir,apprentissage automatique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="63"/>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="73"/>
        <source>Number of principal components</source>
        <translation>Nombre de composantes principales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>Layer with embeddings</source>
        <translation>Couche avec embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features with an embedding</source>
        <translation>Entités avec embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Number of fields added</source>
        <translation>Nombre de champs ajoutés</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="124"/>
        <source>The output could not be written: {reason}</source>
        <translation>La sortie n'a pas pu être écrite : {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,raster,carte,acp,composantes principales,satellite,apprentissage automatique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>Extent</source>
        <translation>Emprise</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="51"/>
        <source>Pixel size</source>
        <translation>Taille du pixel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="61"/>
        <source>Number of principal components (bands)</source>
        <translation>Nombre de composantes principales (bandes)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="67"/>
        <source>Embedding map</source>
        <translation>Carte d'embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Width in pixels</source>
        <translation>Largeur en pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Height in pixels</source>
        <translation>Hauteur en pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Set up the backend</source>
        <translation>Installer le backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,installer,torch,pytorch,python,environnement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="71"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>L'emprise (EXTENT) a une surface nulle : {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="104"/>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="79"/>
        <source>Add embeddings to a layer…</source>
        <translation>Ajouter des embeddings à une couche…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="179"/>
        <source>Set up the backend…</source>
        <translation>Installer le backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="52"/>
        <source>Options…</source>
        <translation>Options…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Clusters</source>
        <translation>Clusters</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="93"/>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="388"/>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="131"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>Similarité sous le curseur : {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="72"/>
        <source>Add live embedding layer</source>
        <translation>Ajouter une couche dynamique d'embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="73"/>
        <source>Similar places</source>
        <translation>Lieux similaires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="335"/>
        <source>Similarity: {value}</source>
        <translation>Similarité : {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="89"/>
        <source>Live embeddings ({encoder})</source>
        <translation>Embeddings dynamiques ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="90"/>
        <source>Live similarity ({encoder})</source>
        <translation>Similarité dynamique ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="91"/>
        <source>Live clusters ({encoder})</source>
        <translation>Clusters dynamiques ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,raster,carte,similarité,lieux similaires,recherche,satellite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="78"/>
        <source>Similarity map</source>
        <translation>Carte de similarité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,raster,carte,cluster,k-means,classification,régions,satellite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="62"/>
        <source>Number of clusters</source>
        <translation>Nombre de clusters</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="59"/>
        <source>Cluster map</source>
        <translation>Carte de clusters</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="83"/>
        <source>correct</source>
        <translation>correcte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="84"/>
        <source>incorrect</source>
        <translation>incorrecte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="69"/>
        <source>Gradient boosting</source>
        <translation>Gradient boosting</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="72"/>
        <source>Neural network (MLP)</source>
        <translation>Réseau de neurones (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>Estimator</source>
        <translation>Estimateur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Regression</source>
        <translation>Régression</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Classification</source>
        <translation>Classification</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="166"/>
        <source>Number of folds</source>
        <translation>Nombre de plis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="108"/>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="107"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>Modèles SatCLIP (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="219"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="72"/>
        <source>Reading the layer</source>
        <translation>Lecture de la couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,prédire,prédiction,modèle,régression,classification,incertitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="65"/>
        <source>Layer with predictions</source>
        <translation>Couche avec prédictions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,évaluer,généralisation,transfert,régions,continents,zero-shot,modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="74"/>
        <source>Scores by region</source>
        <translation>Scores par région</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Number of regions</source>
        <translation>Nombre de régions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compare encoders</source>
        <translation>Comparer des encodeurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,comparer,encodeur,embedding,benchmark,résolution,degré</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="76"/>
        <source>Scores by encoder</source>
        <translation>Scores par encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="74"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>La couche « {layer} » n'a pas de champ « {field} ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="127"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>La couche « {layer} » ne contient aucune entité.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,prédire,prédiction,carte,raster,modèle,incertitude,applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="77"/>
        <source>Prediction map</source>
        <translation>Carte de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fit a model</source>
        <translation>Ajuster un modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,régression,classification,apprentissage automatique,validation croisée,prédire,modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="135"/>
        <source>Name of the score</source>
        <translation>Nom du score</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Time left</source>
        <translation>Temps restant</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="107"/>
        <source>Model card</source>
        <translation>Fiche du modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="177"/>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="178"/>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="179"/>
        <source>stopping</source>
        <translation>arrêt en cours</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="180"/>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="181"/>
        <source>finished</source>
        <translation>terminé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="182"/>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="40"/>
        <source>No evaluation yet</source>
        <translation>Aucune évaluation pour l'instant</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="166"/>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>held out</source>
        <translation>mis de côté</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 1</source>
        <translation>top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 10</source>
        <translation>top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="116"/>
        <source>step</source>
        <translation>itération</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="223"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>La couche « {layer} » ne peut pas être lue.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Pretrain an encoder</source>
        <translation>Préentraîner un encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,préentraîner,entraîner,encodeur,imagerie,satellite,apprentissage automatique,auto-supervisé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="20"/>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="69"/>
        <source>Or a folder of patches</source>
        <translation>Ou un dossier d'imagettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>My region</source>
        <translation>Ma région</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="109"/>
        <source>Training steps</source>
        <translation>Itérations d'entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,échantillonner,imagerie,imagettes,patches,tuiles,préentraîner,satellite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="58"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>Le dossier {folder} ne peut pas être lu : {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="36"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>{file} ne peut pas être écrit : le dossier {folder} n'existe pas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>{file} ne peut pas être lu ou écrit : {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>A file</source>
        <translation>Un fichier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="310"/>
        <source> and {count} more</source>
        <translation> et {count} de plus</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Principal components (RGB)</source>
        <translation>Composantes principales (RVB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Similarity to locations</source>
        <translation>Similarité à des lieux</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="54"/>
        <source>Add a raster layer that is rendered while you pan and zoom</source>
        <translation>Ajoute une couche raster dont le rendu suit les déplacements et les zooms</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="56"/>
        <source>Apply these settings to the selected live layer</source>
        <translation>Applique ces paramètres à la couche dynamique sélectionnée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="68"/>
        <source>Map the similarity to the selected features of the current point layer</source>
        <translation>Cartographie la similarité aux entités sélectionnées de la couche de points active</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="50"/>
        <source>Pretraining runs</source>
        <translation>Préentraînements</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="65"/>
        <source>Stop the run and save a checkpoint</source>
        <translation>Arrête l'entraînement et enregistre un checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="67"/>
        <source>Resume the stopped run from its checkpoint</source>
        <translation>Reprend l'entraînement arrêté à partir de son checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="73"/>
        <source>Delete the run and its images. A finished encoder is kept.</source>
        <translation>Supprime l'entraînement et ses images. Un encodeur terminé est conservé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="76"/>
        <source>Create an embedding map with the encoder of this run</source>
        <translation>Crée une carte d'embeddings avec l'encodeur de cet entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="151"/>
        <source>There are no runs yet. Click “New run…”.</source>
        <translation>Il n'y a encore aucun entraînement. Cliquez sur « Nouvel entraînement… ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="155"/>
        <source>Delete the run “{run}”, its images and its checkpoints?</source>
        <translation>Supprimer l'entraînement « {run} », ses images et ses checkpoints ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="31"/>
        <source>Loss and retrieval accuracy</source>
        <translation>Perte et exactitude de la recherche d'images</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="47"/>
        <source>Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 {top10}</source>
        <translation>Itération {step} : perte d'entraînement {loss}, perte sur les points mis de côté {held_out} ; recherche d'images top 1 {top1}, top 10 {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="93"/>
        <source>The curves appear after the first evaluation.</source>
        <translation>Les courbes apparaissent après la première évaluation.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>Retrieval accuracy</source>
        <translation>Exactitude de la recherche d'images</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="138"/>
        <source>The encoder “{encoder}” has finished training and is now available.</source>
        <translation>L'entraînement de l'encodeur « {encoder} » est terminé. L'encodeur est maintenant disponible.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="154"/>
        <source>The backend is still processing the previous request.</source>
        <translation>Le backend traite encore la requête précédente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="38"/>
        <source>Testing the SatCLIP backend</source>
        <translation>Test du backend SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>The backend works: version {version}, device {device}, {count} encoders.</source>
        <translation>Le backend fonctionne : version {version}, périphérique {device}, {count} encodeurs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="72"/>
        <source>Python executable of the backend</source>
        <translation>Exécutable Python du backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="86"/>
        <source>Leave the path empty to use the environment that “Set up the backend” installs. To use another environment, enter the path of its Python executable. The environment must contain the package satclip-backend.</source>
        <translation>Laissez le chemin vide pour utiliser l'environnement qu'« Installer le backend » met en place. Pour utiliser un autre environnement, saisissez le chemin de son exécutable Python. L'environnement doit contenir le paquet satclip-backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="197"/>
        <source>The backend is not installed. Run the algorithm “Set up the backend”.</source>
        <translation>Le backend n'est pas installé. Exécutez l'algorithme « Installer le backend ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="198"/>
        <source>Not tested yet: {python}</source>
        <translation>Pas encore testé : {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="161"/>
        <source>Testing…</source>
        <translation>Test en cours…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="258"/>
        <source>This point is not on Earth. Click elsewhere.</source>
        <translation>Ce point n'est pas sur la Terre. Cliquez ailleurs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="288"/>
        <source>Select features of a point layer first.</source>
        <translation>Sélectionnez d'abord des entités d'une couche de points.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="291"/>
        <source>{count} points are selected. The maximum is {most}, so only the first {most} are used.</source>
        <translation>{count} points sont sélectionnés. Le maximum est de {most} : seuls les {most} premiers sont utilisés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="384"/>
        <source>Starting the SatCLIP backend…</source>
        <translation>Démarrage du backend SatCLIP…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="394"/>
        <source>The live layer can&apos;t be rendered. {reason}</source>
        <translation>Le rendu de la couche dynamique est impossible. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="58"/>
        <source>The extent (EXTENT) is not finite. Choose another extent.</source>
        <translation>L'emprise (EXTENT) n'est pas finie. Choisissez une autre emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="69"/>
        <source>The pixel size (PIXEL_SIZE) must be greater than 0.</source>
        <translation>La taille du pixel (PIXEL_SIZE) doit être supérieure à 0.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="152"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}. Choose another CRS or extent.</source>
        <translation>L'emprise (EXTENT) ne peut pas être transformée en {crs}. Choisissez un autre SCR ou une autre emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="56"/>
        <source>Target field</source>
        <translation>Champ cible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="70"/>
        <source>Linear (ridge or logistic regression)</source>
        <translation>Linéaire (régression ridge ou logistique)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="71"/>
        <source>Nearest neighbours (no embeddings)</source>
        <translation>Plus proches voisins (sans embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="73"/>
        <source>Automatic (best score)</source>
        <translation>Automatique (meilleur score)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Additional predictor fields</source>
        <translation>Champs prédicteurs supplémentaires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Use coordinates as predictors</source>
        <translation>Utiliser les coordonnées comme prédicteurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Model type</source>
        <translation>Type de modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="134"/>
        <source>Units of the target field</source>
        <translation>Unités du champ cible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Weight field</source>
        <translation>Champ de pondération</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="145"/>
        <source>Group field</source>
        <translation>Champ de groupe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Cross-validation</source>
        <translation>Validation croisée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Match prediction distances (kNNDM)</source>
        <translation>Reproduire les distances de prédiction (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Spatial blocks of equal area</source>
        <translation>Blocs spatiaux de même surface</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Leave one group out</source>
        <translation>Un groupe mis de côté à la fois</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Random folds (optimistic)</source>
        <translation>Plis aléatoires (optimiste)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Block size in km (0: automatic)</source>
        <translation>Taille des blocs en km (0 : automatique)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="180"/>
        <source>Prediction area</source>
        <translation>Zone de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="95"/>
        <source>Random seed</source>
        <translation>Graine aléatoire</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="239"/>
        <source>Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).</source>
        <translation>La validation croisée avec un groupe mis de côté à la fois (FOLDS) nécessite un champ de groupe (GROUPS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="292"/>
        <source>The model file {path} (MODEL_FILE) does not exist.</source>
        <translation>Le fichier de modèle {path} (MODEL_FILE) n'existe pas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="111"/>
        <source>The file {file} ({name}) contains several images ({images}). Add them to the project (Layer &gt; Add Layer &gt; Add Raster Layer) and choose them there.</source>
        <translation>Le fichier {file} ({name}) contient plusieurs images ({images}). Ajoutez-les au projet (Couche &gt; Ajouter une couche &gt; Ajouter une couche raster) et choisissez-les ensuite.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="117"/>
        <source>The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.</source>
        <translation>La couche « {layer} » ({name}) n'est pas une couche raster. Choisissez une couche raster.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="123"/>
        <source>The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original images, or export the layer as a GeoTIFF first.</source>
        <translation>La couche « {layer} » ({name}) est un service web cartographique (WMS, XYZ). Choisissez les images d'origine ou exportez d'abord la couche au format GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="138"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>La couche « {layer} » ({name}) n'a pas de système de coordonnées de référence. Définissez-le dans les propriétés de la couche (Source).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="101"/>
        <source>Sending the layer “{layer}” to the backend</source>
        <translation>Envoi de la couche « {layer} » au backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="104"/>
        <source>The layer “{layer}” does not overlap the extent.</source>
        <translation>La couche « {layer} » ne recoupe pas l'emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="83"/>
        <source>No image overlaps the extent. Choose another extent.</source>
        <translation>Aucune image ne recoupe l'emprise. Choisissez une autre emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="148"/>
        <source>The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is {most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend).</source>
        <translation>La couche « {layer} » est trop volumineuse : {pixels} pixels occupent {size:.1f} Go. Le maximum est de {most:.1f} Go. Choisissez une emprise plus petite ou utilisez la ligne de commande (satclip-backend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="243"/>
        <source>The layer “{layer}” can't be read, or its copy can't be written to {folder}.</source>
        <translation>La couche « {layer} » ne peut pas être lue, ou sa copie ne peut pas être écrite dans {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="37"/>
        <source>{folder} (OUTPUT) is a file. Choose a folder.</source>
        <translation>{folder} (OUTPUT) est un fichier. Choisissez un dossier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="96"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run the algorithm again.</source>
        <translation>Le backend a envoyé des imagettes illisibles ({reason}). Exécutez de nouveau l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="128"/>
        <source>The folder {folder} (OUTPUT) contains patches made with other settings. Choose another folder, or use the same images and patch settings to continue.</source>
        <translation>Le dossier {folder} (OUTPUT) contient des imagettes produites avec d'autres paramètres. Choisissez un autre dossier, ou utilisez les mêmes images et les mêmes paramètres d'imagettes pour continuer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="136"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Free some disk space or choose another folder. Existing patches are kept, and the next run continues from there.</source>
        <translation>Les imagettes ne peuvent pas être écrites dans {folder} (OUTPUT) : {reason}. Libérez de l'espace disque ou choisissez un autre dossier. Les imagettes existantes sont conservées et la prochaine exécution reprendra à partir de là.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Predict features</source>
        <translation>Prédire sur des entités</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Adds predictions of a model to the features of a layer, with uncertainty and applicability.</source>
        <translation>Ajoute les prédictions d'un modèle aux entités d'une couche, avec l'incertitude et l'applicabilité.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="77"/>
        <source>Prefix for new fields</source>
        <translation>Préfixe des nouveaux champs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="67"/>
        <source>Features with a prediction</source>
        <translation>Entités avec prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="68"/>
        <source>Features outside the area of applicability</source>
        <translation>Entités hors du domaine d'applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="70"/>
        <source>Target field of the model</source>
        <translation>Champ cible du modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="102"/>
        <source>The layer “{layer}” changed during the prediction. Run the algorithm again.</source>
        <translation>La couche « {layer} » a changé pendant la prédiction. Exécutez de nouveau l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/fields.py" line="42"/>
        <source>The layer already has a field “{name}”. Choose another prefix (PREFIX).</source>
        <translation>La couche a déjà un champ « {name} ». Choisissez un autre préfixe (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Evaluate a model on held-out regions</source>
        <translation>Évaluer un modèle sur des régions mises de côté</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Scores a model on continents or other regions that are held out of training.</source>
        <translation>Évalue un modèle sur des continents ou d'autres régions mis de côté lors de l'entraînement.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="58"/>
        <source>Layer with the target field</source>
        <translation>Couche avec le champ cible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="70"/>
        <source>Region field</source>
        <translation>Champ de région</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Score on regions without training points</source>
        <translation>Score sur les régions sans points d'entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/outputs.py" line="171"/>
        <source>{file} already exists. Enter the full file name to replace it, or choose another name.</source>
        <translation>{file} existe déjà. Saisissez le nom de fichier complet pour le remplacer, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Adds the SatCLIP location embedding of each feature as new fields.</source>
        <translation>Ajoute l'embedding de localisation SatCLIP de chaque entité sous forme de nouveaux champs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>All embedding dimensions</source>
        <translation>Toutes les dimensions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Principal components only</source>
        <translation>Composantes principales seules</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>Fields to add</source>
        <translation>Champs à ajouter</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features without an embedding</source>
        <translation>Entités sans embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="179"/>
        <source>The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller number.</source>
        <translation>L'encodeur a {dimension} composantes, mais COMPONENTS vaut {components}. Saisissez un nombre plus petit.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="34"/>
        <source>{file} is a folder. Enter a file name.</source>
        <translation>{file} est un dossier. Saisissez un nom de fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="42"/>
        <source>{file} is read-only. Choose another name, or make the file writable.</source>
        <translation>{file} est en lecture seule. Choisissez un autre nom ou autorisez l'écriture du fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="123"/>
        <source>{file} can&apos;t be written: {reason}. Choose another location, or close the program that uses the file.</source>
        <translation>{file} ne peut pas être écrit : {reason}. Choisissez un autre emplacement ou fermez le programme qui utilise le fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="65"/>
        <source>Output CRS</source>
        <translation>SCR de sortie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="71"/>
        <source>Compute each pixel exactly (slower)</source>
        <translation>Calculer chaque pixel exactement (plus lent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Valid pixels</source>
        <translation>Pixels valides</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="79"/>
        <source>The output CRS (CRS) is not valid. Choose another CRS.</source>
        <translation>Le SCR de sortie (CRS) n'est pas valide. Choisissez un autre SCR.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="168"/>
        <source>The backend did not return “{name}”. Run the algorithm again.</source>
        <translation>Le backend n'a pas renvoyé « {name} ». Exécutez de nouveau l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). Choose another file.</source>
        <translation>« {output} » ({name}) écraserait {file}, qui est une entrée (« {input} »). Choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose different files.</source>
        <translation>« {output} » ({name}) et « {other} » ({other_name}) seraient tous deux écrits dans {file}. Choisissez des fichiers différents.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Trains a SatCLIP encoder on satellite imagery of a region.</source>
        <translation>Entraîne un encodeur SatCLIP sur l'imagerie satellite d'une région.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="82"/>
        <source>Or polygons</source>
        <translation>Ou des polygones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>Encoder name</source>
        <translation>Nom de l'encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="89"/>
        <source>Training time in minutes</source>
        <translation>Durée d'entraînement en minutes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="90"/>
        <source>Run in the background</source>
        <translation>Exécuter en arrière-plan</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="100"/>
        <source>Resume the stopped run with this name</source>
        <translation>Reprendre l'entraînement arrêté de ce nom</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="115"/>
        <source>Encoder id</source>
        <translation>Identifiant de l'encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="110"/>
        <source>Top-1 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Exactitude top 1 de la recherche d'images sur les points mis de côté (0 à 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="111"/>
        <source>Top-10 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Exactitude top 10 de la recherche d'images sur les points mis de côté (0 à 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="112"/>
        <source>Held-out loss</source>
        <translation>Perte sur les points mis de côté</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="113"/>
        <source>Training time in seconds</source>
        <translation>Durée d'entraînement en secondes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>Predict image features</source>
        <translation>Prédire les descripteurs d'image</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>Contrastive (CLIP, as published)</source>
        <translation>Contrastive (CLIP, comme publiée)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>Contrastive (SigLIP)</source>
        <translation>Contrastive (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="163"/>
        <source>Predict features and contrastive (CLIP)</source>
        <translation>Prédire les descripteurs et contrastive (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="170"/>
        <source>Random convolutional features (MOSAIKS)</source>
        <translation>Descripteurs convolutifs aléatoires (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="171"/>
        <source>Small untrained CNN</source>
        <translation>Petit CNN non entraîné</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="172"/>
        <source>MoCo ResNet18 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet18 (Sentinel-2, à télécharger)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="173"/>
        <source>MoCo ResNet50 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet50 (Sentinel-2, à télécharger)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="174"/>
        <source>MoCo ViT-S/16 (Sentinel-2, downloaded)</source>
        <translation>MoCo ViT-S/16 (Sentinel-2, à télécharger)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Number of points</source>
        <translation>Nombre de points</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="41"/>
        <source>Patch size in pixels</source>
        <translation>Taille des imagettes en pixels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="126"/>
        <source>Maximum degree L</source>
        <translation>Degré maximal L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="157"/>
        <source>Hidden layer size</source>
        <translation>Taille des couches cachées</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="177"/>
        <source>Image encoder</source>
        <translation>Encodeur d'images</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Land only</source>
        <translation>Terres émergées uniquement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="225"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER).</source>
        <translation>Choisissez soit des images (RASTERS), soit un dossier d'imagettes (FOLDER).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="88"/>
        <source>The extent (EXTENT) has no area. Choose another extent.</source>
        <translation>L'emprise (EXTENT) a une surface nulle. Choisissez une autre emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="263"/>
        <source>The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.</source>
        <translation>L'encodeur « {encoder} » est maintenant disponible : L = {degree}, résolution d'environ {km} km.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="311"/>
        <source>“{name}” (NAME) is not a valid encoder name. Use letters and digits.</source>
        <translation>« {name} » (NAME) n'est pas un nom d'encodeur valide. Utilisez des lettres et des chiffres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="336"/>
        <source>An encoder “{encoder}” already exists. Choose another name (NAME).</source>
        <translation>Un encodeur « {encoder} » existe déjà. Choisissez un autre nom (NAME).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="138"/>
        <source>Not enough memory. Close other programs, or use fewer features or pixels.</source>
        <translation>Mémoire insuffisante. Fermez d'autres programmes ou utilisez moins d'entités ou de pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="143"/>
        <source>“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with the contents of the SatCLIP tab of the log messages panel.</source>
        <translation>« {algorithm} » a échoué avec une erreur inattendue ({kind} : {reason}). Veuillez la signaler en joignant le contenu de l'onglet SatCLIP du journal des messages.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compares encoders and resolutions by cross-validation on a target field.</source>
        <translation>Compare des encodeurs et des résolutions par validation croisée sur un champ cible.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="66"/>
        <source>Maximum degrees L to compare</source>
        <translation>Degrés maximaux L à comparer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Best encoder or baseline</source>
        <translation>Meilleur encodeur ou modèle de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Summary of the comparison</source>
        <translation>Résumé de la comparaison</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="124"/>
        <source>The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.</source>
        <translation>Les degrés (DEGREES) doivent être des nombres entiers séparés par des virgules, par exemple 5,10,20.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Create an embedding map</source>
        <translation>Créer une carte d'embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Maps the principal components of the SatCLIP embedding of each pixel.</source>
        <translation>Cartographie les composantes principales de l'embedding SatCLIP de chaque pixel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="51"/>
        <source>Encoder (same colours on every map)</source>
        <translation>Encodeur (mêmes couleurs sur toutes les cartes)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Map extent (highest contrast)</source>
        <translation>Emprise de la carte (contraste maximal)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="53"/>
        <source>Saved basis file</source>
        <translation>Fichier de base enregistré</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>PCA basis</source>
        <translation>Base ACP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="57"/>
        <source>PCA basis file</source>
        <translation>Fichier de base ACP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>Output PCA basis</source>
        <translation>Base ACP en sortie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>Choose a PCA basis file (BASIS_FILE).</source>
        <translation>Choisissez un fichier de base ACP (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="103"/>
        <source>The PCA basis file can&apos;t be read: {reason}.</source>
        <translation>Le fichier de base ACP ne peut pas être lu : {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="107"/>
        <source>{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT).</source>
        <translation>{file} n'est pas un fichier de base ACP. Choisissez un fichier que cet algorithme a enregistré (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="84"/>
        <source>The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a numeric, text, date or boolean field.</source>
        <translation>Le champ « {field} » de la couche « {layer} » a le type {type}, qui n'est pas pris en charge. Choisissez un champ numérique, texte, date ou booléen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Installs PyTorch and the SatCLIP backend in a separate Python environment.</source>
        <translation>Installe PyTorch et le backend SatCLIP dans un environnement Python séparé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="55"/>
        <source>Python executable (3.10 or newer)</source>
        <translation>Exécutable Python (3.10 ou plus récent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="64"/>
        <source>Folder of wheels</source>
        <translation>Dossier de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Package index URL</source>
        <translation>URL de l'index de paquets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="69"/>
        <source>Offline: use the folder of wheels only</source>
        <translation>Hors ligne : utiliser uniquement le dossier de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>Installation log</source>
        <translation>Journal d'installation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="100"/>
        <source>The plugin folder does not contain the backend&apos;s wheel. Install the plugin again.</source>
        <translation>Le dossier de l'extension ne contient pas le wheel du backend. Réinstallez l'extension.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="98"/>
        <source>Log file: {log}</source>
        <translation>Fichier de journal : {log}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Create a prediction map</source>
        <translation>Créer une carte de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Maps the predictions of a model, with uncertainty and applicability.</source>
        <translation>Cartographie les prédictions d'un modèle, avec l'incertitude et l'applicabilité.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="57"/>
        <source>Add uncertainty and applicability bands</source>
        <translation>Ajouter des bandes d'incertitude et d'applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="59"/>
        <source>Mask pixels outside the area of applicability</source>
        <translation>Masquer les pixels hors du domaine d'applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>2nd percentile of the predictions</source>
        <translation>2e centile des prédictions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>98th percentile of the predictions</source>
        <translation>98e centile des prédictions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="104"/>
        <source>The whole extent lies outside the area of applicability. The map is empty.</source>
        <translation>Toute l'emprise se trouve hors du domaine d'applicabilité. La carte est vide.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Create a similarity map</source>
        <translation>Créer une carte de similarité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Maps the cosine similarity of SatCLIP embeddings to one or more reference points.</source>
        <translation>Cartographie la similarité cosinus des embeddings SatCLIP à un ou plusieurs points de référence.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="48"/>
        <source>Reference layer</source>
        <translation>Couche de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Reference point</source>
        <translation>Point de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Number of reference points</source>
        <translation>Nombre de points de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="93"/>
        <source>There are no reference points. Choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>Il n'y a aucun point de référence. Choisissez une couche (PLACES), un point (POINT) ou les deux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="119"/>
        <source>The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).</source>
        <translation>Le point de référence (POINT) n'est pas sur la Terre. Choisissez un autre point (x,y [EPSG:4326]).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="56"/>
        <source>The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the polygons first.</source>
        <translation>Les polygones de « {layer} » ont {count} sommets. Le maximum est de {most}. Simplifiez d'abord les polygones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extract image patches</source>
        <translation>Extraire des imagettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extracts patches of images around points, as training data for an encoder.</source>
        <translation>Extrait des imagettes autour de points, comme données d'entraînement d'un encodeur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>Sampling extent</source>
        <translation>Emprise d'échantillonnage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="69"/>
        <source>Sampling polygons</source>
        <translation>Polygones d'échantillonnage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="73"/>
        <source>Or a layer of points</source>
        <translation>Ou une couche de points</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="77"/>
        <source>Number of random points</source>
        <translation>Nombre de points aléatoires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="84"/>
        <source>Pixel size in metres</source>
        <translation>Taille du pixel en mètres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="89"/>
        <source>Cloud mask band and clear values</source>
        <translation>Bande de masque des nuages et valeurs claires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="90"/>
        <source>Maximum share of nodata pixels (percent)</source>
        <translation>Part maximale de pixels nodata (pour cent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="94"/>
        <source>Stratify points by equal-area cells</source>
        <translation>Stratifier les points par cellules de même surface</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="96"/>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of patches in the folder</source>
        <translation>Nombre d'imagettes dans le dossier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of new patches</source>
        <translation>Nombre de nouvelles imagettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of skipped points</source>
        <translation>Nombre de points ignorés</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="116"/>
        <source>Choose at least one image (RASTERS).</source>
        <translation>Choisissez au moins une image (RASTERS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="143"/>
        <source>No patch could be extracted ({reasons}). Check the extent of the images, the sampling area and the patch size (PIXELS).</source>
        <translation>Aucune imagette n'a pu être extraite ({reasons}). Vérifiez l'emprise des images, la zone d'échantillonnage et la taille des imagettes (PIXELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="204"/>
        <source>No patch was taken from {images}: other images cover the same points.</source>
        <translation>Aucune imagette n'a été prise dans {images} : d'autres images couvrent les mêmes points.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="33"/>
        <source>The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder with fewer images, or train with the command satclip-backend pretrain.</source>
        <translation>Le dossier {folder} contient {size} Mo d'images. Le maximum est de {most} Mo. Choisissez un dossier contenant moins d'images, ou entraînez avec la commande satclip-backend pretrain.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="69"/>
        <source>The folder {folder} (FOLDER) does not exist.</source>
        <translation>Le dossier {folder} (FOLDER) n'existe pas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="80"/>
        <source>The folder {folder} contains no images. Choose a folder with georeferenced patches, or one that “Extract image patches” created (index.csv and images).</source>
        <translation>Le dossier {folder} ne contient aucune image. Choisissez un dossier d'imagettes géoréférencées, ou un dossier créé par « Extraire des imagettes » (index.csv et images).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="43"/>
        <source>The layer “{layer}” has no geometry. Run “Create points layer from table” first.</source>
        <translation>La couche « {layer} » n'a pas de géométrie. Exécutez d'abord « Créer une couche de points à partir d'une table ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="49"/>
        <source>The layer “{layer}” contains geometry collections, which are not supported. Convert them to points, lines or polygons first.</source>
        <translation>La couche « {layer} » contient des collections de géométries, qui ne sont pas prises en charge. Convertissez-les d'abord en points, lignes ou polygones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="56"/>
        <source>The layer “{layer}” has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>La couche « {layer} » n'a pas de système de coordonnées de référence. Définissez-le dans les propriétés de la couche (Source).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="88"/>
        <source>{format} can&apos;t store features without a geometry, and feature {id} has none. Choose another format, such as GeoPackage.</source>
        <translation>{format} ne peut pas stocker d'entités sans géométrie, et l'entité {id} n'en a pas. Choisissez un autre format, comme GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="97"/>
        <source>{format} stores at most {longest} bytes of text, and “{field}” of feature {id} has {size}. Choose another format, such as GeoPackage.</source>
        <translation>{format} stocke au plus {longest} octets de texte, et « {field} » de l'entité {id} en a {size}. Choisissez un autre format, comme GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="112"/>
        <source>{format} can't store the number {value} in “{field}” of feature {id} exactly. Choose another format, such as GeoPackage.</source>
        <translation>{format} ne peut pas stocker exactement le nombre {value} de « {field} » de l'entité {id}. Choisissez un autre format, comme GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="141"/>
        <source>{format} can&apos;t store these fields: {fields}. Choose another format, such as GeoPackage, or remove the fields from the layer first.</source>
        <translation>{format} ne peut pas stocker ces champs : {fields}. Choisissez un autre format, comme GeoPackage, ou supprimez d'abord ces champs de la couche.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="149"/>
        <source>{format} changes field names: {names}.</source>
        <translation>{format} modifie des noms de champs : {names}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="155"/>
        <source>{format} stores lists and objects as JSON text: {fields}.</source>
        <translation>{format} stocke les listes et les objets sous forme de texte JSON : {fields}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="161"/>
        <source>{format} stores no geometries. The output has no locations.</source>
        <translation>{format} ne stocke pas de géométries. La sortie n'a pas de localisations.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="165"/>
        <source>QGIS can&apos;t read {format}, so the output was not verified.</source>
        <translation>QGIS ne peut pas lire {format} : la sortie n'a pas été vérifiée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="169"/>
        <source>{format} does not store this coordinate reference system. Set it when you open the file.</source>
        <translation>{format} ne stocke pas ce système de coordonnées de référence. Définissez-le à l'ouverture du fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field.</source>
        <translation>{format} ne peut pas stocker cette couche : {reason}. Renommez ou supprimez le champ.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field, or choose another format, such as GeoPackage.</source>
        <translation>{format} ne peut pas stocker cette couche : {reason}. Renommez ou supprimez le champ, ou choisissez un autre format, comme GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fits and cross-validates a model that predicts a field from SatCLIP embeddings.</source>
        <translation>Ajuste et valide par validation croisée un modèle qui prédit un champ à partir des embeddings SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="106"/>
        <source>Confidence level (percent)</source>
        <translation>Niveau de confiance (pour cent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="113"/>
        <source>Out-of-fold predictions</source>
        <translation>Prédictions hors pli</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="126"/>
        <source>Number of observations used</source>
        <translation>Nombre d'observations utilisées</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Cross-validated score</source>
        <translation>Score en validation croisée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Score with random folds (optimistic)</source>
        <translation>Score avec plis aléatoires (optimiste)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Coverage of the intervals (0 to 1)</source>
        <translation>Couverture des intervalles (0 à 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Share of the prediction area inside the area of applicability (0 to 1)</source>
        <translation>Part de la zone de prédiction dans le domaine d'applicabilité (0 à 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="136"/>
        <source>Effect of the embeddings</source>
        <translation>Effet des embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="137"/>
        <source>Effect of the embeddings, as a sentence</source>
        <translation>Effet des embeddings, en une phrase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Create a cluster map</source>
        <translation>Créer une carte de clusters</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).</source>
        <translation>Affecte chaque pixel à un cluster d'embeddings SatCLIP similaires (k-means).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="51"/>
        <source>Globe (same clusters on every map)</source>
        <translation>Globe (mêmes clusters sur toutes les cartes)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="52"/>
        <source>Map extent (most detail)</source>
        <translation>Emprise de la carte (détail maximal)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="58"/>
        <source>Fit clusters on</source>
        <translation>Ajuster les clusters sur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="61"/>
        <source>Cluster table (typical locations)</source>
        <translation>Table des clusters (lieux typiques)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="148"/>
        <source>The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not support. Choose another format, such as GeoPackage.</source>
        <translation>La couche mélange des types de géométrie ({one}, et {other} pour l'entité {id}), ce que ce format ne prend pas en charge. Choisissez un autre format, comme GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="177"/>
        <source>The output contains only {found} of {count} features. The disk may be full, or the format may not support them. The output was removed.</source>
        <translation>La sortie ne contient que {found} entités sur {count}. Le disque est peut-être plein, ou le format ne les prend pas en charge. La sortie a été supprimée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="169"/>
        <source>Creating the spatial index</source>
        <translation>Création de l'index spatial</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="171"/>
        <source>The spatial index could not be created. Create it in the layer properties (Source).</source>
        <translation>L'index spatial n'a pas pu être créé. Créez-le dans les propriétés de la couche (Source).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="278"/>
        <source>The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename one of them, or choose another format.</source>
        <translation>Les champs « {one} » et « {other} » ne diffèrent que par la casse, que ce format ignore. Renommez l'un d'eux ou choisissez un autre format.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="297"/>
        <source>The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. The field is kept, and the primary key is named “{key}”.</source>
        <translation>Le champ « {field} » ne peut pas être la clé primaire d'un GeoPackage, qui exige des entiers uniques. Le champ est conservé et la clé primaire est nommée « {key} ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="78"/>
        <source>Choose another prefix if the layer already has fields with these names.</source>
        <translation>Choisissez un autre préfixe si la couche a déjà des champs portant ces noms.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>The layer that the model was fitted on, or another one with the same fields.</source>
        <translation>La couche sur laquelle le modèle a été ajusté, ou une autre avec les mêmes champs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="66"/>
        <source>Each value of the field is held out in turn. Without a field, continents are used. A region needs at least 30 features.</source>
        <translation>Chaque valeur du champ est mise de côté tour à tour. Sans champ, les continents sont utilisés. Une région doit compter au moins 30 entités.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="62"/>
        <source>Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.</source>
        <translation>Points, lignes ou polygones dans n'importe quel SCR. Une ligne ou un polygone est représenté par un point situé dessus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Only used with “Principal components only”.</source>
        <translation>Utilisé seulement avec « Composantes principales seules ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="49"/>
        <source>In geographic coordinates, an extent with xmin &gt; xmax crosses the antimeridian.</source>
        <translation>En coordonnées géographiques, une emprise avec xmin &gt; xmax traverse l'antiméridien.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="70"/>
        <source>By default, pixels finer than the resolution of the encoder are interpolated.</source>
        <translation>Par défaut, les pixels plus fins que la résolution de l'encodeur sont interpolés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="21"/>
        <source>Raster layers. Layers of the same area are stacked as bands of one image. Layers of other areas need the same bands.</source>
        <translation>Couches raster. Les couches d'une même zone sont empilées comme bandes d'une seule image. Les couches d'autres zones doivent avoir les mêmes bandes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>A folder that “Extract image patches” created, or a folder of georeferenced images of one size.</source>
        <translation>Un dossier créé par « Extraire des imagettes », ou un dossier d'images géoréférencées de même taille.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="80"/>
        <source>Training points are sampled in this extent. Default: the extent of the images.</source>
        <translation>Les points d'entraînement sont tirés dans cette emprise. Par défaut : l'emprise des images.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Training points are sampled in these polygons.</source>
        <translation>Les points d'entraînement sont tirés dans ces polygones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="87"/>
        <source>The encoder id is the name in lower case, with hyphens instead of spaces.</source>
        <translation>L'identifiant de l'encodeur est son nom en minuscules, avec des tirets à la place des espaces.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="88"/>
        <source>Approximate. 10 minutes are enough for a first result; use an hour or more for a country.</source>
        <translation>Approximatif. 10 minutes suffisent pour un premier résultat ; comptez une heure ou plus pour un pays.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="96"/>
        <source>Continues from the last checkpoint, with the images and settings of that run. Other parameters are ignored.</source>
        <translation>Continue à partir du dernier checkpoint, avec les images et les paramètres de cet entraînement. Les autres paramètres sont ignorés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="119"/>
        <source>Default: four points per patch that fits into the images, between 200 and 20,000.</source>
        <translation>Par défaut : quatre points par imagette qui tient dans les images, entre 200 et 20 000.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="40"/>
        <source>Width and height of the image patch around each point.</source>
        <translation>Largeur et hauteur de l'imagette autour de chaque point.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="122"/>
        <source>The resolution of the encoder is about 20,000 km / L. By default, L depends on the size of the area.</source>
        <translation>La résolution de l'encodeur est d'environ 20 000 km / L. Par défaut, L dépend de l'étendue de la zone.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="165"/>
        <source>“Predict image features” needs the fewest points.</source>
        <translation>« Prédire les descripteurs d'image » nécessite le moins de points.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="176"/>
        <source>The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.</source>
        <translation>Les modèles MoCo nécessitent 12 ou 13 bandes Sentinel-2. Ils sont téléchargés à la première utilisation.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="46"/>
        <source>Samples points on land only (Natural Earth, 0.1 degree resolution).</source>
        <translation>Tire des points uniquement sur les terres émergées (Natural Earth, résolution de 0.1 degré).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Comma-separated integers, for example 5,10,20. The first encoder is also scored with its basis truncated at each degree. The resolution of degree L is about 20,000 km / L.</source>
        <translation>Nombres entiers séparés par des virgules, par exemple 5,10,20. Le premier encodeur est aussi évalué avec sa base tronquée à chaque degré. La résolution du degré L est d'environ 20 000 km / L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="55"/>
        <source>Maps with the same PCA basis have comparable colours.</source>
        <translation>Les cartes qui ont la même base ACP ont des couleurs comparables.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>Only used with “Saved basis file”.</source>
        <translation>Utilisé seulement avec « Fichier de base enregistré ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="71"/>
        <source>Use this file as PCA basis to create other maps with the same colours.</source>
        <translation>Utilisez ce fichier comme base ACP pour créer d'autres cartes avec les mêmes couleurs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="61"/>
        <source>Python 3.10 to 3.14, 64-bit. It is found automatically if empty.</source>
        <translation>Python 3.10 à 3.14, 64 bits. Trouvé automatiquement si le champ est vide.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="65"/>
        <source>Packages on disk, for computers without internet access.</source>
        <translation>Paquets sur disque, pour les ordinateurs sans accès à Internet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>A mirror of the Python Package Index, for example of your organisation.</source>
        <translation>Un miroir du Python Package Index, par exemple celui de votre organisation.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Sets these pixels to nodata.</source>
        <translation>Met ces pixels à nodata.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="55"/>
        <source>A single point, instead of the layer or in addition to it.</source>
        <translation>Un seul point, à la place de la couche ou en plus de celle-ci.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="67"/>
        <source>Random points are drawn in this extent. Default: the extent of the images.</source>
        <translation>Les points aléatoires sont tirés dans cette emprise. Par défaut : l'emprise des images.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="72"/>
        <source>Random points are drawn in these polygons.</source>
        <translation>Les points aléatoires sont tirés dans ces polygones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="76"/>
        <source>Extracts one patch per feature instead of random points.</source>
        <translation>Extrait une imagette par entité au lieu de points aléatoires.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="80"/>
        <source>Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel size of the images.</source>
        <translation>Rééchantillonne chaque imagette à cette taille de pixel dans la zone UTM de son point. Par défaut : la taille de pixel des images.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="85"/>
        <source>For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band is not part of the patches.</source>
        <translation>Par exemple SCL=4,5,6,7,11 pour Sentinel-2. Les pixels ayant d'autres valeurs sont nodata. La bande ne fait pas partie des imagettes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="91"/>
        <source>Nodata pixels are filled with the mean of the other pixels.</source>
        <translation>Les pixels nodata sont remplis par la moyenne des autres pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="93"/>
        <source>Draws the same number of points in each cell.</source>
        <translation>Tire le même nombre de points dans chaque cellule.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="55"/>
        <source>The field that the model predicts. Features without a value are skipped.</source>
        <translation>Le champ que le modèle prédit. Les entités sans valeur sont ignorées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Fields that are used as predictors together with the embeddings. Layers to predict need the same fields. Prediction maps are not possible with additional fields.</source>
        <translation>Champs utilisés comme prédicteurs avec les embeddings. Les couches à prédire doivent avoir les mêmes champs. Les cartes de prédiction ne sont pas possibles avec des champs supplémentaires.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Adds the coordinates (x, y, z on the unit sphere) to the predictors.</source>
        <translation>Ajoute les coordonnées (x, y, z sur la sphère unité) aux prédicteurs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>“Automatic” uses regression for numbers, and classification for text, booleans and integers with at most 10 distinct values.</source>
        <translation>« Automatique » utilise la régression pour les nombres, et la classification pour les textes, les booléens et les entiers ayant au plus 10 valeurs distinctes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="133"/>
        <source>Shown in the report and in legends.</source>
        <translation>Affichées dans le rapport et dans les légendes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Sample weights.</source>
        <translation>Poids des observations.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="144"/>
        <source>Region, site or campaign of each feature, for leave-one-group-out cross-validation.</source>
        <translation>Région, site ou campagne de chaque entité, pour la validation croisée avec un groupe mis de côté à la fois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>How the folds are split. kNNDM matches the distances between test and training points to the distances from the prediction area to the points. Random folds give optimistic scores, because nearby points are similar.</source>
        <translation>Façon de former les plis. kNNDM reproduit, entre points de test et d'entraînement, les distances de la zone de prédiction aux points. Les plis aléatoires donnent des scores optimistes, car les points proches se ressemblent.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals.</source>
        <translation>Longueur du côté des blocs spatiaux. 0 utilise la portée de l'autocorrélation des résidus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="105"/>
        <source>Nominal coverage of the prediction intervals and prediction sets.</source>
        <translation>Couverture nominale des intervalles de prédiction et des ensembles de prédiction.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="54"/>
        <source>“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the locations within the extent.</source>
        <translation>« Globe » donne les mêmes clusters sur toutes les cartes d'un encodeur. « Emprise de la carte » distingue les lieux à l'intérieur de l'emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="60"/>
        <source>One point per cluster, at its most representative location.</source>
        <translation>Un point par cluster, à son emplacement le plus représentatif.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="49"/>
        <source>Points, lines or polygons in any CRS, at most {most} features. With several points, the map shows the similarity to their mean.</source>
        <translation>Points, lignes ou polygones dans n'importe quel SCR, au plus {most} entités. Avec plusieurs points, la carte montre la similarité à leur moyenne.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="118"/>
        <source>The layer ({name}) has no features.</source>
        <translation>La couche ({name}) ne contient aucune entité.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>The linear model is the fastest one.</source>
        <translation>Le modèle linéaire est le plus rapide.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="176"/>
        <source>The area for which you need predictions. It determines the kNNDM folds and the reported area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea.</source>
        <translation>La zone pour laquelle vous avez besoin de prédictions. Elle détermine les plis kNNDM et le domaine d'applicabilité indiqué dans le rapport. Par défaut : les terres émergées dans l'emprise des entités, ou la mer si celles-ci sont en mer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="264"/>
        <source>Probability of {value}: {highest}</source>
        <translation>Probabilité de {value} : {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="75"/>
        <source>For classes: adds a band with the probability of each class.</source>
        <translation>Pour les classes : ajoute une bande avec la probabilité de chaque classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="76"/>
        <source>Add a probability band for each class</source>
        <translation>Ajouter une bande de probabilité pour chaque classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Positive class</source>
        <translation>Classe positive</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="100"/>
        <source>Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS (sensitivity + specificity - 1).</source>
        <translation>Probabilité à partir de laquelle la classe positive est prédite. 0 utilise le seuil dont le TSS (sensibilité + spécificité - 1) est le plus élevé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="104"/>
        <source>Threshold (0: automatic)</source>
        <translation>Seuil (0 : automatique)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="110"/>
        <source>The features that were used, with their fields, fold, prediction from cross-validation and residual.</source>
        <translation>Les entités utilisées, avec leurs champs, leur pli, leur prédiction en validation croisée et leur résidu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="212"/>
        <source>The layer “{layer}” changed while the model was fitted. Run the algorithm again.</source>
        <translation>La couche « {layer} » a changé pendant l'ajustement du modèle. Exécutez de nouveau l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="74"/>
        <source>Kriging (no embeddings)</source>
        <translation>Krigeage (sans embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="75"/>
        <source>Stacked ensemble (linear, boosting and kriging)</source>
        <translation>Ensemble empilé (linéaire, boosting et krigeage)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without embeddings.</source>
        <translation>« Automatique » compare le modèle linéaire, le gradient boosting, un ensemble empilé et des modèles sans embeddings.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="31"/>
        <source>Predictor rasters</source>
        <translation>Rasters prédicteurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="34"/>
        <source>Interpolates between the pixels of the predictor rasters, but not between classes.</source>
        <translation>Interpole entre les pixels des rasters prédicteurs, mais pas entre les classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="35"/>
        <source>Interpolate predictor rasters</source>
        <translation>Interpoler les rasters prédicteurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>The raster layers that the model was fitted with, with the same names or in the same order, or others with the same bands.</source>
        <translation>Les couches raster avec lesquelles le modèle a été ajusté, avec les mêmes noms ou dans le même ordre, ou d'autres avec les mêmes bandes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="72"/>
        <source>Raster layers that are scored beside the encoders, and together with them.</source>
        <translation>Couches raster évaluées à côté des encodeurs, et avec eux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="68"/>
        <source>Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled with a colour for each value (Paletted) are classes. The model needs these layers, or others with the same bands, for predictions and maps.</source>
        <translation>Couches raster, par exemple relief, climat ou occupation du sol, dont les bandes servent de prédicteurs. Les bandes stylisées avec une couleur par valeur (Palette) sont des classes. Le modèle a besoin de ces couches, ou d'autres avec les mêmes bandes, pour les prédictions et les cartes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Assess the accuracy of a class map</source>
        <translation>Évaluer l'exactitude d'une carte de classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Estimates accuracy and area of the classes of a raster from reference points.</source>
        <translation>Estime l'exactitude et la surface des classes d'un raster à partir de points de référence.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation</source>
        <translation>satclip,exactitude,évaluation,surface,confusion,matrice d'erreurs,classification,occupation du sol,validation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="80"/>
        <source>A raster of classes, as integers: a prediction map, or any land cover map.</source>
        <translation>Un raster de classes, sous forme d'entiers : une carte de prédiction ou toute carte d'occupation du sol.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="81"/>
        <source>Class map</source>
        <translation>Carte de classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="82"/>
        <source>Band of the classes</source>
        <translation>Bande des classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="83"/>
        <source>Points that were drawn at random, and whose class was observed. The map must not be fitted on them.</source>
        <translation>Points tirés au hasard, dont la classe a été observée. La carte ne doit pas avoir été ajustée sur eux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="86"/>
        <source>Reference points</source>
        <translation>Points de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="87"/>
        <source>The class that was observed, as the codes of the map or as the names of its classes.</source>
        <translation>La classe observée, sous forme de codes de la carte ou de noms de ses classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="88"/>
        <source>Reference class field</source>
        <translation>Champ de la classe de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="90"/>
        <source>Stratified random (by map class or stratum)</source>
        <translation>Aléatoire stratifié (par classe ou strate)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="91"/>
        <source>Simple random or systematic</source>
        <translation>Aléatoire simple ou systématique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="93"/>
        <source>How the points were drawn. The estimates hold for such a sample only.</source>
        <translation>La façon dont les points ont été tirés. Les estimations ne valent que pour un tel échantillon.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="94"/>
        <source>Sampling design</source>
        <translation>Plan d'échantillonnage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="95"/>
        <source>For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers.</source>
        <translation>Pour un échantillon stratifié dont les strates ne sont pas les classes de la carte : un raster des strates, sous forme d'entiers.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="98"/>
        <source>Strata</source>
        <translation>Strates</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="100"/>
        <source>Band of the strata</source>
        <translation>Bande des strates</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="101"/>
        <source>For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file.</source>
        <translation>Par exemple 1=forêt; 2=eau. Par défaut : la légende de la couche, ou les noms contenus dans son fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="104"/>
        <source>Class names</source>
        <translation>Noms des classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="106"/>
        <source>Confidence level of the intervals (percent)</source>
        <translation>Niveau de confiance des intervalles (pour cent)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="109"/>
        <source>Accuracy and area by class</source>
        <translation>Exactitude et surface par classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Overall accuracy</source>
        <translation>Exactitude globale</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Standard error of the overall accuracy</source>
        <translation>Erreur standard de l'exactitude globale</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="183"/>
        <source>Or polygons of the prediction area</source>
        <translation>Ou polygones de la zone de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="186"/>
        <source>The polygons for which you need predictions, such as catchments or countries, instead of an extent.</source>
        <translation>Les polygones pour lesquels vous avez besoin de prédictions, par exemple des bassins versants ou des pays, au lieu d'une emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="201"/>
        <source>Models fitted in this project: {models}</source>
        <translation>Modèles ajustés dans ce projet : {models}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="14"/>
        <source>Prediction</source>
        <translation>Prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="64"/>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="17"/>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="235"/>
        <source>Set size</source>
        <translation>Taille de l'ensemble</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="236"/>
        <source>Interval width</source>
        <translation>Largeur de l'intervalle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="238"/>
        <source>Dissimilarity</source>
        <translation>Dissimilarité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="239"/>
        <source>Area of applicability</source>
        <translation>Domaine d'applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="240"/>
        <source>Distance to training points</source>
        <translation>Distance aux points d'entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>inside</source>
        <translation>à l'intérieur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>outside</source>
        <translation>à l'extérieur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="67"/>
        <source>The layer “{layer}” ({name}) has no valid polygon.</source>
        <translation>La couche « {layer} » ({name}) n'a aucun polygone valide.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="109"/>
        <source>The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of them.</source>
        <translation>La zone de prédiction est donnée à la fois par une emprise (AREA) et par des polygones (AREA_POLYGONS). Choisissez l'une ou les autres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="117"/>
        <source>The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select polygons first.</source>
        <translation>La couche « {layer} » (AREA_POLYGONS) a {count} polygones. Le maximum est de {most}. Simplifiez ou sélectionnez d'abord des polygones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="108"/>
        <source>{target}: predictions</source>
        <translation>{target} : prédictions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="114"/>
        <source>{target}: scores by region</source>
        <translation>{target} : scores par région</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="107"/>
        <source>{target}: scores by encoder</source>
        <translation>{target} : scores par encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="60"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the prediction area of the model” does so if that area is the land or the sea of an extent.</source>
        <translation>Laisse en nodata les pixels en mer ou sur terre, sauf sur la côte (Natural Earth, résolution de 0.1 degré). « Comme la zone de prédiction du modèle » le fait si cette zone est la terre ou la mer d'une emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="65"/>
        <source>As the prediction area of the model</source>
        <translation>Comme la zone de prédiction du modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="73"/>
        <source>Land and sea</source>
        <translation>Terres et mer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="75"/>
        <source>Sea only</source>
        <translation>Mer uniquement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="70"/>
        <source>Pixels to predict</source>
        <translation>Pixels à prédire</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="108"/>
        <source>{target}: prediction</source>
        <translation>{target} : prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="217"/>
        <source>{target}: out-of-fold predictions</source>
        <translation>{target} : prédictions hors pli</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggest points to measure</source>
        <translation>Suggérer des points à mesurer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggests where to measure next, so that an area is less dissimilar and distant from the training data.</source>
        <translation>Suggère où mesurer ensuite, afin qu'une zone soit moins dissemblable et moins éloignée des données d'entraînement.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>satclip,suggest,sampling,design,survey,measure,sample,model</source>
        <translation>satclip,suggérer,échantillonnage,plan,relevé,mesurer,échantillon,modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="49"/>
        <source>Extent of the area</source>
        <translation>Emprise de la zone</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="50"/>
        <source>Default: the extent of the training points. If most of them lie on land, only the land in it.</source>
        <translation>Par défaut : l'emprise des points d'entraînement. Si la plupart sont sur terre, seulement les terres émergées de cette emprise.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="55"/>
        <source>Or polygons of the area</source>
        <translation>Ou polygones de la zone</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="71"/>
        <source>Suggested points</source>
        <translation>Points suggérés</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="74"/>
        <source>Reduction of the mean dissimilarity and distance (0 to 1)</source>
        <translation>Réduction de la dissimilarité moyenne et de la distance moyenne (0 à 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>Adds bands with the prediction interval (or class probability and set size), the dissimilarity index, the area of applicability, the distance to the nearest training point and the expected error.</source>
        <translation>Ajoute des bandes avec l'intervalle de prédiction (ou la probabilité de la classe et la taille de l'ensemble), l'indice de dissimilarité, le domaine d'applicabilité, la distance au point d'entraînement le plus proche et l'erreur attendue.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="24"/>
        <source>Expected error</source>
        <translation>Erreur attendue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="75"/>
        <source>Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score (forward selection). Maps are then possible if no field is selected. Takes longer.</source>
        <translation>Utilise uniquement les encodeurs, les coordonnées, les champs et les bandes raster qui améliorent le score en validation croisée (sélection ascendante). Les cartes sont alors possibles si aucun champ n'est sélectionné. Prend plus de temps.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="79"/>
        <source>Select predictors</source>
        <translation>Sélectionner les prédicteurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="233"/>
        <source>Suitability</source>
        <translation>Favorabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="20"/>
        <source>Suitable</source>
        <translation>Favorable</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>suitable</source>
        <translation>favorable</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>not suitable</source>
        <translation>non favorable</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="260"/>
        <source>Relative suitability for {value}: {highest}</source>
        <translation>Favorabilité relative pour {value} : {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="80"/>
        <source>Of two classes, the one whose probability is predicted, such as presence. Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. With background points, the value of the presences, such as the name of a species.</source>
        <translation>De deux classes, celle dont la probabilité est prédite, par exemple la présence. Par défaut : vrai, oui, présent ou le plus grand nombre ; pour d'autres classes, la dernière dans l'ordre alphabétique. Avec des points d'arrière-plan : la valeur des présences, par exemple le nom d'une espèce.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="86"/>
        <source>For presences without absences: the number of background points that they are compared with, for example 10,000. The model then predicts a relative suitability. The presences are the features of the positive class, or all if the target field has one value. 0: the layer has absences.</source>
        <translation>Pour des présences sans absences : le nombre de points d'arrière-plan auxquels elles sont comparées, par exemple 10 000. Le modèle prédit alors une favorabilité relative. Les présences sont les entités de la classe positive, ou toutes si le champ cible n'a qu'une valeur. 0 : la couche contient des absences.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="91"/>
        <source>Background points for presence-only data (0: none)</source>
        <translation>Points d'arrière-plan pour données de présence seule (0 : aucun)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="94"/>
        <source>Records of all species that the same people record, the modelled one among them, for example the same layer. Their places are the background points, so that presences and background have the same sampling bias. Default: places that are drawn uniformly in the prediction area.</source>
        <translation>Relevés de toutes les espèces que les mêmes personnes relèvent, y compris l'espèce modélisée, par exemple la même couche. Leurs lieux servent de points d'arrière-plan, si bien que les présences et l'arrière-plan ont le même biais d'échantillonnage. Par défaut : des lieux tirés uniformément dans la zone de prédiction.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="207"/>
        <source>Background layer (target group)</source>
        <translation>Couche d'arrière-plan (groupe cible)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="71"/>
        <source>The background layer that the model was fitted with, if it was. For presence-only data.</source>
        <translation>La couche d'arrière-plan avec laquelle le modèle a été ajusté, le cas échéant. Pour les données de présence seule.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="105"/>
        <source>{target}: points to measure</source>
        <translation>{target} : points à mesurer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="43"/>
        <source>Packing images: {count}</source>
        <translation>Préparation des images : {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="120"/>
        <source>No feature of the layer ({name}) has a valid location.</source>
        <translation>Aucune entité de la couche ({name}) n'a de localisation valide.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="124"/>
        <source>Features of the layer ({name}) without a valid location were skipped: {count}.</source>
        <translation>Entités de la couche ({name}) ignorées faute de localisation valide : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="108"/>
        <source>The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean distance to training points by {share} % on average.</source>
        <translation>Les points suggérés ({count}) réduiraient la dissimilarité moyenne de la zone et sa distance moyenne aux points d'entraînement de {share} % en moyenne.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="122"/>
        <source>Features without a valid location: {count}. They are kept without a prediction.</source>
        <translation>Entités sans localisation valide : {count}. Elles sont conservées sans prédiction.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="129"/>
        <source>Features outside the area of applicability (applicable is false): {count}. Their intervals are not valid.</source>
        <translation>Entités hors du domaine d'applicabilité (applicable vaut faux) : {count}. Leurs intervalles ne sont pas valides.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="177"/>
        <source>Skipped features: {count} ({reason}).</source>
        <translation>Entités ignorées : {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="272"/>
        <source>Features without geometry: {count}. They are kept without an embedding.</source>
        <translation>Entités sans géométrie : {count}. Elles sont conservées sans embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="273"/>
        <source>Features with non-finite coordinates: {count}. They are kept without an embedding.</source>
        <translation>Entités aux coordonnées non finies : {count}. Elles sont conservées sans embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="276"/>
        <source>Features that can&apos;t be transformed to longitude and latitude: {count}. They are kept without an embedding.</source>
        <translation>Entités qui ne peuvent pas être transformées en longitude et latitude : {count}. Elles sont conservées sans embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="280"/>
        <source>Features beyond 90 degrees of latitude: {count}. They are kept without an embedding.</source>
        <translation>Entités au-delà de 90 degrés de latitude : {count}. Elles sont conservées sans embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="290"/>
        <source>Features with an embedding: {count}.</source>
        <translation>Entités avec embedding : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="139"/>
        <source>Skipped points: {count} ({reason}).</source>
        <translation>Points ignorés : {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Pixels en mer laissés de côté : {count}. Pour les prédire, choisissez « Terres et mer » (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Pixels sur terre laissés de côté : {count}. Pour les prédire, choisissez « Terres et mer » (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="51"/>
        <source>Encoders…</source>
        <translation>Encodeurs…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="45"/>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="51"/>
        <source>Enter the id of another encoder</source>
        <translation>Saisir l'identifiant d'un autre encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="345"/>
        <source>SatCLIP encoders</source>
        <translation>Encodeurs SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="52"/>
        <source>bundled</source>
        <translation>fourni</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="53"/>
        <source>downloaded</source>
        <translation>téléchargé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="54"/>
        <source>imported</source>
        <translation>importé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="55"/>
        <source>trained here</source>
        <translation>entraîné ici</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="56"/>
        <source>available</source>
        <translation>disponible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="57"/>
        <source>can&apos;t be used</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="168"/>
        <source>Download an encoder</source>
        <translation>Télécharger un encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="183"/>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="188"/>
        <source>Downloading {encoder}</source>
        <translation>Téléchargement de {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="207"/>
        <source>Import an encoder</source>
        <translation>Importer un encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="51"/>
        <source>Encoders</source>
        <translation>Encodeurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="211"/>
        <source>Importing {file}</source>
        <translation>Importation de {file}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="271"/>
        <source>The encoder “{encoder}” is now available.</source>
        <translation>L'encodeur « {encoder} » est maintenant disponible.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="226"/>
        <source>Export an encoder</source>
        <translation>Exporter un encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="233"/>
        <source>{file} already exists. Choose another name.</source>
        <translation>{file} existe déjà. Choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="240"/>
        <source>Exporting {encoder}</source>
        <translation>Exportation de {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="244"/>
        <source>Exported to {file}.</source>
        <translation>Exporté dans {file}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete an encoder</source>
        <translation>Supprimer un encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete the encoder “{encoder}”? Models and live layers that use it no longer work. To keep a copy, export it first.</source>
        <translation>Supprimer l'encodeur « {encoder} » ? Les modèles et les couches dynamiques qui l'utilisent ne fonctionneront plus. Pour en garder une copie, exportez-le d'abord.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="258"/>
        <source>Deleting {encoder}</source>
        <translation>Suppression de {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="21"/>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Origin</source>
        <translation>Origine</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="147"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="381"/>
        <source>&amp;Download…</source>
        <translation>&amp;Télécharger…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="382"/>
        <source>&amp;Import file…</source>
        <translation>&amp;Importer un fichier…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="386"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="387"/>
        <source>De&amp;lete…</source>
        <translation>Su&amp;pprimer…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="389"/>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="68"/>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="69"/>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="70"/>
        <source>Dimensions</source>
        <translation>Dimensions</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="71"/>
        <source>Degree L</source>
        <translation>Degré L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="72"/>
        <source>Trained on</source>
        <translation>Entraîné sur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="75"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="47"/>
        <source>Training area</source>
        <translation>Zone d'entraînement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="48"/>
        <source>File size</source>
        <translation>Taille du fichier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="76"/>
        <source>Download size</source>
        <translation>Taille du téléchargement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="128"/>
        <source>{degree} (resolves about {km} km)</source>
        <translation>{degree} (résout environ {km} km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="157"/>
        <source>the world</source>
        <translation>le monde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="158"/>
        <source>{west}° to {east}° longitude, {south}° to {north}° latitude</source>
        <translation>longitude de {west}° à {east}°, latitude de {south}° à {north}°</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="20"/>
        <source>The location encoder that computes the embeddings. “bundled” is installed with the backend. Plugins &gt; SatCLIP &gt; Encoders adds others.</source>
        <translation>L'encodeur de localisation qui calcule les embeddings. « bundled » est installé avec le backend. Extensions &gt; SatCLIP &gt; Encodeurs en ajoute d'autres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="53"/>
        <source>The location encoders whose embeddings are predictors. Plugins &gt; SatCLIP &gt; Encoders adds others. In scripts, separate ids by commas.</source>
        <translation>Les encodeurs de localisation dont les embeddings servent de prédicteurs. Extensions &gt; SatCLIP &gt; Encodeurs en ajoute d'autres. Dans les scripts, séparez les identifiants par des virgules.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Install or update</source>
        <translation>Installer ou mettre à jour</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Repair: install again</source>
        <translation>Réparer : tout réinstaller</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="44"/>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>An installation that works is kept until the new one has computed an embedding.</source>
        <translation>Une installation qui fonctionne est conservée jusqu'à ce que la nouvelle ait calculé un embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>an NVIDIA GPU was found</source>
        <translation>un GPU NVIDIA a été trouvé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>no NVIDIA GPU was found</source>
        <translation>aucun GPU NVIDIA trouvé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Automatic ({found})</source>
        <translation>Automatique ({found})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="50"/>
        <source>Processor (2 GB)</source>
        <translation>Processeur (2 Go)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>NVIDIA GPU (about 8 GB)</source>
        <translation>GPU NVIDIA (environ 8 Go)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>PyTorch for</source>
        <translation>PyTorch pour</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="54"/>
        <source>A GPU is tested before it is used. You can change this later.</source>
        <translation>Un GPU est testé avant d'être utilisé. Vous pourrez modifier ce choix plus tard.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="83"/>
        <source>Removed {folder}. Encoders, models, caches and logs stay in {home}.</source>
        <translation>{folder} a été supprimé. Les encodeurs, modèles, caches et journaux restent dans {home}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="128"/>
        <source>Documentation</source>
        <translation>Documentation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="21"/>
        <source>SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.</source>
        <translation>SatCLIP a besoin de son backend. Il s'installe une seule fois, en 3 minutes environ, et occupe 2 Go.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="68"/>
        <source>The backend is ready.</source>
        <translation>Le backend est prêt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="78"/>
        <source>Add the live layer</source>
        <translation>Ajouter la couche dynamique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="69"/>
        <source>Finish the stopped run without further training. Its best state so far becomes an encoder.</source>
        <translation>Termine l'entraînement arrêté sans l'entraîner davantage. Son meilleur état jusqu'ici devient un encodeur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="132"/>
        <source>The SatCLIP backend is starting. Try again in a few seconds.</source>
        <translation>Le backend SatCLIP démarre. Réessayez dans quelques secondes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="138"/>
        <source>The SatCLIP backend did not answer in time. Try again.</source>
        <translation>Le backend SatCLIP n'a pas répondu à temps. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="234"/>
        <source>The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” and use its fields.</source>
        <translation>La carte montre plus de lieux que les expressions de SatCLIP ne peuvent en garder en mémoire. Exécutez « Ajouter des embeddings à une couche » et utilisez ses champs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="59"/>
        <source>{function} needs a geometry.</source>
        <translation>{function} nécessite une géométrie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="84"/>
        <source>The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326.</source>
        <translation>La couche n'a pas de SCR doté d'un code. Enregistrez-la dans un autre SCR, par exemple EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="94"/>
        <source>The number of the component must be an integer between 1 and {most}, not {number}.</source>
        <translation>Le numéro de la composante doit être un entier entre 1 et {most}, et non {number}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="111"/>
        <source>Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented by a point on it. On maps, values appear as soon as the backend has computed them.</source>
        <translation>Les géométries sont dans le SCR de la couche, ou en degrés sans couche. Une ligne ou un polygone est représenté par un point situé dessus. Sur les cartes, les valeurs apparaissent dès que le backend les a calculées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="115"/>
        <source>The encoder is &apos;bundled&apos;, unless you give the id of another one.</source>
        <translation>L'encodeur est 'bundled', sauf si vous donnez l'identifiant d'un autre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="117"/>
        <source>Returns the SatCLIP embedding of a location as an array of numbers.</source>
        <translation>Renvoie l'embedding SatCLIP d'un lieu sous forme de tableau de nombres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="130"/>
        <source>Returns a principal component of the SatCLIP embedding of a location, counted from 1.</source>
        <translation>Renvoie une composante principale de l'embedding SatCLIP d'un lieu, numérotée à partir de 1.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="145"/>
        <source>Returns the similarity of two locations, as in similarity maps: the cosine of their embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite).</source>
        <translation>Renvoie la similarité de deux lieux, comme dans les cartes de similarité : le cosinus de leurs embeddings, de 1 (le plus similaire) en passant par 0 (sans rapport) à -1 (opposé).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="253"/>
        <source>Click on the map. The layer will show the similarity to that location.</source>
        <translation>Cliquez sur la carte. La couche montrera la similarité à ce lieu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="78"/>
        <source>The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT).</source>
        <translation>La carte aurait {pixels} pixels ({width} x {height}) de {size}. Le maximum est de {most}. Utilisez une taille de pixel plus grande (PIXEL_SIZE), par exemple {larger}, ou une emprise plus petite (EXTENT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="59"/>
        <source>In units of the output CRS. Default: a round number at which the map has about a million pixels.</source>
        <translation>En unités du SCR de sortie. Par défaut : un nombre rond pour lequel la carte compte environ un million de pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="37"/>
        <source>Encoder: {encoder}</source>
        <translation>Encodeur : {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="39"/>
        <source>SHA-256 of the weights: {hash}</source>
        <translation>SHA-256 des poids : {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="41"/>
        <source>SHA-256 of the file: {hash}</source>
        <translation>SHA-256 du fichier : {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="43"/>
        <source>Licence: {licence}</source>
        <translation>Licence : {licence}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="15"/>
        <source>Lower end of the prediction interval</source>
        <translation>Borne inférieure de l'intervalle de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="16"/>
        <source>Upper end of the prediction interval</source>
        <translation>Borne supérieure de l'intervalle de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="18"/>
        <source>Size of the prediction set</source>
        <translation>Taille de l'ensemble de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="19"/>
        <source>Relative suitability</source>
        <translation>Favorabilité relative</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="21"/>
        <source>Dissimilarity index</source>
        <translation>Indice de dissimilarité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="22"/>
        <source>Inside the area of applicability</source>
        <translation>Dans le domaine d'applicabilité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="23"/>
        <source>Distance to the nearest training point (km)</source>
        <translation>Distance au point d'entraînement le plus proche (km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="26"/>
        <source>Fold</source>
        <translation>Pli</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="27"/>
        <source>Observed value</source>
        <translation>Valeur observée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="28"/>
        <source>Out-of-fold prediction</source>
        <translation>Prédiction hors pli</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="29"/>
        <source>Residual (observed - predicted)</source>
        <translation>Résidu (observé - prédit)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="30"/>
        <source>Predicted correctly</source>
        <translation>Correctement prédit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="32"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="33"/>
        <source>Reduction of the mean dissimilarity and distance</source>
        <translation>Réduction de la dissimilarité moyenne et de la distance moyenne</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="34"/>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="35"/>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="37"/>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="39"/>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="40"/>
        <source>Area (km²)</source>
        <translation>Surface (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="41"/>
        <source>Mean similarity to the cluster centre</source>
        <translation>Similarité moyenne au centre du cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="42"/>
        <source>Principal component 1</source>
        <translation>Composante principale 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="43"/>
        <source>Principal component 2</source>
        <translation>Composante principale 2</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="44"/>
        <source>Principal component 3</source>
        <translation>Composante principale 3</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="46"/>
        <source>Region</source>
        <translation>Région</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="48"/>
        <source>Number of observations</source>
        <translation>Nombre d'observations</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="49"/>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="50"/>
        <source>Lower end of the confidence interval</source>
        <translation>Borne inférieure de l'intervalle de confiance</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="51"/>
        <source>Upper end of the confidence interval</source>
        <translation>Borne supérieure de l'intervalle de confiance</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="52"/>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="53"/>
        <source>Encoder or baseline</source>
        <translation>Encodeur ou modèle de référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="55"/>
        <source>Dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="56"/>
        <source>Score with spatial folds</source>
        <translation>Score avec plis spatiaux</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="57"/>
        <source>Score with spatial folds, lower end</source>
        <translation>Score avec plis spatiaux, borne inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="58"/>
        <source>Score with spatial folds, upper end</source>
        <translation>Score avec plis spatiaux, borne supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="59"/>
        <source>Score with random folds</source>
        <translation>Score avec plis aléatoires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="60"/>
        <source>Difference to the first encoder</source>
        <translation>Différence avec le premier encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="61"/>
        <source>Difference to the first encoder, lower end</source>
        <translation>Différence avec le premier encodeur, borne inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="62"/>
        <source>Difference to the first encoder, upper end</source>
        <translation>Différence avec le premier encodeur, borne supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="65"/>
        <source>Class name</source>
        <translation>Nom de la classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="66"/>
        <source>Points of the class in the map</source>
        <translation>Points de la classe sur la carte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="67"/>
        <source>Points of the class in the reference</source>
        <translation>Points de la classe dans la référence</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="68"/>
        <source>Mapped area (km²)</source>
        <translation>Surface cartographiée (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="69"/>
        <source>Area (km²), standard error</source>
        <translation>Surface (km²), erreur standard</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="70"/>
        <source>Area (km²), lower end</source>
        <translation>Surface (km²), borne inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="71"/>
        <source>Area (km²), upper end</source>
        <translation>Surface (km²), borne supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="72"/>
        <source>User&apos;s accuracy</source>
        <translation>Exactitude de l'utilisateur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="73"/>
        <source>User&apos;s accuracy, standard error</source>
        <translation>Exactitude de l'utilisateur, erreur standard</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="74"/>
        <source>User&apos;s accuracy, lower end</source>
        <translation>Exactitude de l'utilisateur, borne inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="75"/>
        <source>User&apos;s accuracy, upper end</source>
        <translation>Exactitude de l'utilisateur, borne supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="76"/>
        <source>Producer&apos;s accuracy</source>
        <translation>Exactitude du producteur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="77"/>
        <source>Producer&apos;s accuracy, standard error</source>
        <translation>Exactitude du producteur, erreur standard</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="78"/>
        <source>Producer&apos;s accuracy, lower end</source>
        <translation>Exactitude du producteur, borne inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="79"/>
        <source>Producer&apos;s accuracy, upper end</source>
        <translation>Exactitude du producteur, borne supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="131"/>
        <source>The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer &gt; Georeferencer, or Raster &gt; Georeferencer in older versions of QGIS).</source>
        <translation>La couche « {layer} » ({name}) n'est pas géoréférencée. Géoréférencez-la d'abord (Couche &gt; Géoréférencer, ou Raster &gt; Géoréférencer dans les versions antérieures de QGIS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="67"/>
        <source>The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe.</source>
        <translation>La couche « {layer} » n'est pas géoréférencée. Elle est considérée comme une carte du globe entier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="130"/>
        <source>About {minutes} min left</source>
        <translation>Environ {minutes} min restantes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="146"/>
        <source>{layer}: accuracy and area by class</source>
        <translation>{layer} : exactitude et surface par classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="132"/>
        <source>{layer} with embeddings ({encoder})</source>
        <translation>{layer} avec embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="13"/>
        <source>Set-up</source>
        <translation>Installation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="14"/>
        <source>Explore</source>
        <translation>Explorer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="15"/>
        <source>Enrich</source>
        <translation>Enrichir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="17"/>
        <source>Pretrain</source>
        <translation>Préentraîner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="73"/>
        <source>The map has {width} x {height} pixels of {size}.</source>
        <translation>La carte a {width} x {height} pixels de {size}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="97"/>
        <source>The centres of all patches in the folder, as a layer.</source>
        <translation>Les centres de toutes les imagettes du dossier, sous forme de couche.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="98"/>
        <source>Patch locations</source>
        <translation>Emplacements des imagettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="224"/>
        <source>Label places</source>
        <translation>Étiqueter des lieux</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="121"/>
        <source>SatCLIP panel</source>
        <translation>Panneau SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="78"/>
        <source>Set up the SatCLIP backend</source>
        <translation>Installer le backend SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="106"/>
        <source>Searching for Python</source>
        <translation>Recherche de Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="124"/>
        <source>The backend is not installed yet. It computes the embeddings, and is set up once.</source>
        <translation>Le backend n'est pas encore installé. Il calcule les embeddings et s'installe une seule fois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="126"/>
        <source>SatCLIP uses your own environment: {python}</source>
        <translation>SatCLIP utilise votre propre environnement : {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="128"/>
        <source>The backend is installed and up to date.</source>
        <translation>Le backend est installé et à jour.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="130"/>
        <source>The installed backend belongs to another version of the plugin. Update it.</source>
        <translation>Le backend installé correspond à une autre version de l'extension. Mettez-le à jour.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="168"/>
        <source>Installing the SatCLIP backend</source>
        <translation>Installation du backend SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="173"/>
        <source>The backend is ready. What do you want to do next?</source>
        <translation>Le backend est prêt. Que voulez-vous faire maintenant ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="181"/>
        <source>Enter the path of the Python executable of your environment.</source>
        <translation>Saisissez le chemin de l'exécutable Python de votre environnement.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="191"/>
        <source>What do you want to do next?</source>
        <translation>Que voulez-vous faire maintenant ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="206"/>
        <source>Removing the SatCLIP backend</source>
        <translation>Suppression du backend SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="235"/>
        <source>Cancelled. An installation that worked before is kept.</source>
        <translation>Annulé. Une installation qui fonctionnait auparavant est conservée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>The set-up has failed: {error}</source>
        <translation>L'installation a échoué : {error}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>Details…</source>
        <translation>Détails…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="346"/>
        <source>Copy diagnostic report</source>
        <translation>Copier le rapport de diagnostic</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="270"/>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="299"/>
        <source>The set-up of SatCLIP continues in the background.</source>
        <translation>L'installation de SatCLIP se poursuit en arrière-plan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="300"/>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="319"/>
        <source>Update</source>
        <translation>Mettre à jour</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="350"/>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="320"/>
        <source>Test and use</source>
        <translation>Tester et utiliser</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="328"/>
        <source>Install the backend (recommended)</source>
        <translation>Installer le backend (recommandé)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="329"/>
        <source>Use my own environment</source>
        <translation>Utiliser mon propre environnement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="347"/>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="348"/>
        <source>Installs the backend again.</source>
        <translation>Réinstalle le backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="349"/>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="59"/>
        <source>Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z undoes.</source>
        <translation>Cliquez sur la carte pour étiqueter un lieu. Maj+clic supprime une étiquette, 1 à 9 choisissent la classe, Ctrl+Z annule.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="65"/>
        <source>GeoPackage…</source>
        <translation>GeoPackage…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="66"/>
        <source>Temporary layer</source>
        <translation>Couche temporaire</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="123"/>
        <source>GeoPackage for the labels</source>
        <translation>GeoPackage pour les étiquettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="247"/>
        <source>Select features of another vector layer first.</source>
        <translation>Sélectionnez d'abord des entités d'une autre couche vecteur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="148"/>
        <source>Create a layer for labels, or choose a point layer to continue with.</source>
        <translation>Créez une couche pour les étiquettes, ou choisissez une couche de points à compléter.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="262"/>
        <source>Add a class first.</source>
        <translation>Ajoutez d'abord une classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="273"/>
        <source>There is no label here. Shift+click on a label removes it.</source>
        <translation>Il n'y a pas d'étiquette ici. Maj+clic sur une étiquette la supprime.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="283"/>
        <source>There is nothing to undo.</source>
        <translation>Il n'y a rien à annuler.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="81"/>
        <source>Add class</source>
        <translation>Nouvelle classe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="301"/>
        <source>Name of the class:</source>
        <translation>Nom de la classe :</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="327"/>
        <source>This class has labels. Remove them first: Shift+click on each, or use the attribute table.</source>
        <translation>Cette classe a des étiquettes. Supprimez-les d'abord : Maj+clic sur chacune, ou utilisez la table attributaire.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="358"/>
        <source>This view has no other place to suggest. Pan or zoom the map.</source>
        <translation>Cette vue n'offre pas d'autre lieu à suggérer. Déplacez la carte ou zoomez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="370"/>
        <source>This view has no other place on land to suggest. Pan or zoom the map.</source>
        <translation>Cette vue n'offre pas d'autre lieu à suggérer sur la terre ferme. Déplacez la carte ou zoomez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="375"/>
        <source>The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it.</source>
        <translation>La classe du lieu marqué est incertaine : « {first} » ou « {second} ». Étiquetez-le si vous la connaissez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>not yet known</source>
        <translation>pas encore connu</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="74"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="77"/>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="96"/>
        <source>On a server</source>
        <translation>Sur un serveur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="79"/>
        <source>Algorithms, live layers and expressions use the backend of a server, which receives your data.</source>
        <translation>Les algorithmes, les couches dynamiques et les expressions utilisent le backend d'un serveur, qui reçoit vos données.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="95"/>
        <source>https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel.</source>
        <translation>https, avec un certificat auquel QGIS fait confiance, ou http vers cet ordinateur, par exemple pour un tunnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="101"/>
        <source>“Basic authentication” with the server's token as the password, or an API header with it.</source>
        <translation>« Authentification basique » avec le jeton du serveur comme mot de passe, ou un en-tête d'API qui le contient.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="105"/>
        <source>Tests what is entered here, even if another backend is running: computes an embedding.</source>
        <translation>Teste ce qui est saisi ici, même si un autre backend est en cours d'exécution : calcule un embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="124"/>
        <source>Python executable</source>
        <translation>Exécutable Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="125"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="126"/>
        <source>Authentication</source>
        <translation>Authentification</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="190"/>
        <source>Not tested yet.</source>
        <translation>Pas encore testé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="192"/>
        <source>The environment variable SATCLIP_PYTHON takes precedence: {python}</source>
        <translation>La variable d'environnement SATCLIP_PYTHON est prioritaire : {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="64"/>
        <source>New</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="65"/>
        <source>Create a layer for labels</source>
        <translation>Crée une couche pour les étiquettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="72"/>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="73"/>
        <source>New labels get the selected class. Double-click to rename it.</source>
        <translation>Les nouvelles étiquettes reçoivent la classe sélectionnée. Double-cliquez pour la renommer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="51"/>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="83"/>
        <source>Colour of the selected class</source>
        <translation>Couleur de la classe sélectionnée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="87"/>
        <source>Remove the selected class, which must have no labels</source>
        <translation>Supprime la classe sélectionnée, qui ne doit avoir aucune étiquette</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="93"/>
        <source>Undo the last label (Ctrl+Z on the map)</source>
        <translation>Annule la dernière étiquette (Ctrl+Z sur la carte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="95"/>
        <source>Label the selected features of the current layer with the selected class</source>
        <translation>Étiquette les entités sélectionnées de la couche active avec la classe sélectionnée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="104"/>
        <source>Show the place in the current view whose class is most uncertain</source>
        <translation>Affiche le lieu de la vue actuelle dont la classe est la plus incertaine</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="109"/>
        <source>Places with a smaller probability or similarity are transparent</source>
        <translation>Les lieux de probabilité ou de similarité plus faible sont transparents</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="113"/>
        <source>Open “Fit a model” with these labels as the target</source>
        <translation>Ouvre « Ajuster un modèle » avec ces étiquettes pour cible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="150"/>
        <source>Choose the field with the classes. The layer is then drawn in the colours of its classes.</source>
        <translation>Choisissez le champ qui contient les classes. La couche est alors dessinée dans les couleurs de ses classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="154"/>
        <source>These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose “Make Permanent” to keep them.</source>
        <translation>Ces étiquettes sont dans une couche temporaire et seront perdues à la fermeture de QGIS. Pour les conserver, faites un clic droit sur la couche et choisissez « Convertir en couche permanente ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="182"/>
        <source>All classes</source>
        <translation>Toutes les classes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="58"/>
        <source>The backend sent a reply that this version of the plugin can&apos;t read.</source>
        <translation>Le backend a envoyé une réponse que cette version de l'extension ne peut pas lire.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="64"/>
        <source>Clicks add locations that places should not resemble. Or hold Alt when you click.</source>
        <translation>Les clics ajoutent des lieux auxquels les autres ne doivent pas ressembler. Vous pouvez aussi maintenir Alt en cliquant.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="80"/>
        <source>Opens the dialog that creates a raster of the view with these settings.</source>
        <translation>Ouvre la boîte de dialogue qui crée un raster de la vue avec ces paramètres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="82"/>
        <source>Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.</source>
        <translation>Enregistre une base ACP ajustée à la vue, pour des cartes aux mêmes couleurs, comparables entre elles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_task.py" line="55"/>
        <source>Unexpected error ({kind}: {reason}).</source>
        <translation>Erreur inattendue ({kind} : {reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 2 GB</source>
        <translation>environ 2 Go</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Remove the backend</source>
        <translation>Supprimer le backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="24"/>
        <source>Delete the Python environment of the backend ({size})?</source>
        <translation>Supprimer l'environnement Python du backend ({size}) ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="25"/>
        <source>A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches in {folder}, unless you delete them, too.</source>
        <translation>Un backend en cours d'exécution est arrêté. Vos projets, couches et fichiers de modèles sont conservés. Les encodeurs et les caches dans {folder} le sont aussi, sauf si vous les supprimez également.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="31"/>
        <source>Also delete encoders, caches and logs ({size})</source>
        <translation>Supprimer aussi les encodeurs, caches et journaux ({size})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer work. Delete all encoders, caches and logs?</source>
        <translation>Les encodeurs que vous avez entraînés ou importés sont supprimés aussi. Les modèles et les couches dynamiques qui les utilisent ne fonctionneront plus. Supprimer tous les encodeurs, caches et journaux ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="59"/>
        <source>The backend was removed. Encoders, caches and logs stay in {folder}.</source>
        <translation>Le backend a été supprimé. Les encodeurs, caches et journaux restent dans {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="61"/>
        <source>The backend, its encoders, caches and logs were deleted.</source>
        <translation>Le backend, ses encodeurs, caches et journaux ont été supprimés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="100"/>
        <source>The runs are listed when the backend is running.</source>
        <translation>Les entraînements sont listés lorsque le backend est en cours d'exécution.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="41"/>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="43"/>
        <source>Automatic: the GPU, if it passes a test</source>
        <translation>Automatique : le GPU, s'il réussit un test</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="53"/>
        <source>PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is installed into the Python environment of QGIS.</source>
        <translation>PyTorch {torch} et le backend SatCLIP {version}, dans un environnement Python séparé. Rien n'est installé dans l'environnement Python de QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="57"/>
        <source>What</source>
        <translation>Contenu</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="58"/>
        <source>Where</source>
        <translation>Emplacement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="60"/>
        <source>From</source>
        <translation>Provenance</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="61"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="75"/>
        <source>found automatically</source>
        <translation>trouvé automatiquement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="83"/>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="111"/>
        <source>{python}; uv installs the packages</source>
        <translation>{python} ; uv installe les paquets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 8 GB</source>
        <translation>environ 8 Go</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="123"/>
        <source>{size}; {free} are free</source>
        <translation>{size} ; {free} libres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="126"/>
        <source>The installation needs {needed}. Free some disk space first.</source>
        <translation>L'installation a besoin de {needed}. Libérez d'abord de l'espace disque.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="135"/>
        <source>Choose a folder of wheels below.</source>
        <translation>Choisissez un dossier de wheels ci-dessous.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="136"/>
        <source>pypi.org and download.pytorch.org, or the index in pip&apos;s configuration</source>
        <translation>pypi.org et download.pytorch.org, ou l'index de la configuration de pip</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="143"/>
        <source>{sources}. The hashes of the packages are not checked.</source>
        <translation>{sources}. Les empreintes des paquets ne sont pas vérifiées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="154"/>
        <source>The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never changes it.</source>
        <translation>L'environnement doit contenir le paquet satclip-backend {version}. Il est d'abord testé. SatCLIP ne le modifie jamais.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="42"/>
        <source>The report is saved next to the model, as an HTML file.</source>
        <translation>Le rapport est enregistré à côté du modèle, dans un fichier HTML.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="44"/>
        <source>Fits and cross-validates a model of the field in the background.</source>
        <translation>Ajuste un modèle du champ et le soumet à une validation croisée, en arrière-plan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="52"/>
        <source>Opens the dialog of the algorithm with these values.</source>
        <translation>Ouvre la boîte de dialogue de l'algorithme avec ces valeurs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="50"/>
        <source>Models of the project</source>
        <translation>Modèles du projet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="52"/>
        <source>Adds the model in a file to the list.</source>
        <translation>Ajoute à la liste le modèle contenu dans un fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="59"/>
        <source>Opens the dialog of a prediction map of the view.</source>
        <translation>Ouvre la boîte de dialogue d'une carte de prédiction de la vue.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="62"/>
        <source>Adds a temporary copy of the layer with predictions, in the background.</source>
        <translation>Ajoute une copie temporaire de la couche avec les prédictions, en arrière-plan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="94"/>
        <source>There is no report next to the model.</source>
        <translation>Il n'y a pas de rapport à côté du modèle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="123"/>
        <source>Use a model</source>
        <translation>Utiliser un modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="82"/>
        <source>Cancelling</source>
        <translation>Annulation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="102"/>
        <source>{step} ({time} elapsed)</source>
        <translation>{step} (depuis {time})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="50"/>
        <source>Adds a temporary copy of the layer with the embeddings as fields.</source>
        <translation>Ajoute une copie temporaire de la couche avec les embeddings comme champs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="17"/>
        <source>Points without a class: {count}.</source>
        <translation>Points sans classe : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="19"/>
        <source>Points that are not on Earth, which are not used: {count}.</source>
        <translation>Points qui ne sont pas sur la Terre et qui ne sont pas utilisés : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="28"/>
        <source>Similarity to the labels of one class. Label places of another class to tell them apart.</source>
        <translation>Similarité aux étiquettes d'une seule classe. Étiquetez des lieux d'une autre classe pour les distinguer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="30"/>
        <source>Similarity to the labels. With two labels of each class, it is compared with a logistic regression.</source>
        <translation>Similarité aux étiquettes. Avec deux étiquettes par classe, elle est comparée à une régression logistique.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>logistic regression</source>
        <translation>régression logistique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>similarity</source>
        <translation>similarité</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="36"/>
        <source>Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Méthode : {used}. Exactitude équilibrée leave-one-out {accuracy} sur {labels} étiquettes ({other} : {lower}). Des étiquettes proches les unes des autres la rendent trop élevée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="41"/>
        <source>Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Méthode : {used}. Exactitude équilibrée {accuracy} sur {labels} étiquettes en validation croisée à {folds} plis ({other} : {lower}). Des étiquettes proches les unes des autres la rendent trop élevée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="35"/>
        <source>Data on this computer</source>
        <translation>Données sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="36"/>
        <source>Counting…</source>
        <translation>Calcul…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="37"/>
        <source>Clear…</source>
        <translation>Vider…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="38"/>
        <source>Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, models and pretraining runs stay.</source>
        <translation>Supprime les descripteurs d'image du préentraînement, les téléchargements incomplets, ainsi que les fichiers envoyés et les résultats des tâches. Les encodeurs, les modèles et les préentraînements sont conservés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="46"/>
        <source>Remove the backend…</source>
        <translation>Supprimer le backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="47"/>
        <source>Closes the options and opens the set-up, which removes the backend.</source>
        <translation>Ferme les options et ouvre l'installation, qui supprime le backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="57"/>
        <source>Data folder</source>
        <translation>Dossier des données</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="69"/>
        <source>Temporary files</source>
        <translation>Fichiers temporaires</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="71"/>
        <source>Delete the temporary files? A running backend restarts when it is next needed. Image features of pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and pretraining runs stay.</source>
        <translation>Supprimer les fichiers temporaires ? Un backend en cours d'exécution redémarre dès qu'il est de nouveau nécessaire. Les descripteurs d'image du préentraînement sont recalculés et les téléchargements interrompus reprennent depuis le début. Les encodeurs, les modèles et les préentraînements sont conservés.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="72"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="86"/>
        <source>Deleting…</source>
        <translation>Suppression…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="93"/>
        <source>{size}. Nothing was deleted, because jobs are running: {jobs}.</source>
        <translation>{size}. Rien n'a été supprimé, car des tâches sont en cours : {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="108"/>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="110"/>
        <source>Opens the folder in the file manager. It is created when it is first needed.</source>
        <translation>Ouvre le dossier dans le gestionnaire de fichiers. Il est créé lorsqu'il est nécessaire pour la première fois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="114"/>
        <source>Replace {files}?</source>
        <translation>Remplacer {files} ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="130"/>
        <source>Open report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="137"/>
        <source>Open a model</source>
        <translation>Ouvrir un modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="146"/>
        <source>The project has no model yet. Fit one, or open a file.</source>
        <translation>Le projet n'a pas encore de modèle. Ajustez-en un ou ouvrez un fichier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="173"/>
        <source>Target: {field}</source>
        <translation>Cible : {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="177"/>
        <source>Balanced accuracy</source>
        <translation>Exactitude équilibrée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="179"/>
        <source>kNNDM</source>
        <translation>kNNDM</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="180"/>
        <source>spatial blocks</source>
        <translation>blocs spatiaux</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="181"/>
        <source>leave one group out</source>
        <translation>un groupe mis de côté à la fois</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="182"/>
        <source>random folds, optimistic</source>
        <translation>plis aléatoires, optimiste</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="184"/>
        <source>{score}: {value} ({folds})</source>
        <translation>{score} : {value} ({folds})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="192"/>
        <source>Observations: {count}</source>
        <translation>Observations : {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="195"/>
        <source>Encoders: {encoders}</source>
        <translation>Encodeurs : {encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="53"/>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="61"/>
        <source>Start the backend. It also starts when it is needed.</source>
        <translation>Démarre le backend. Il démarre aussi de lui-même lorsqu'il est nécessaire.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="92"/>
        <source>The backend is not set up.</source>
        <translation>Le backend n'est pas installé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="93"/>
        <source>The backend is stopped.</source>
        <translation>Le backend est arrêté.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="94"/>
        <source>The backend is starting…</source>
        <translation>Le backend démarre…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="95"/>
        <source>The backend is running.</source>
        <translation>Le backend est actif.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="100"/>
        <source>The backend is running ({details}).</source>
        <translation>Le backend est actif ({details}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/encoder_choice.py" line="19"/>
        <source>The encoder that all sections use</source>
        <translation>L'encodeur utilisé par toutes les sections</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="40"/>
        <source>Limits of the backend on this computer</source>
        <translation>Limites du backend sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="44"/>
        <source>Where embeddings and models are computed. “Test” shows whether the computer has the device.</source>
        <translation>Où les embeddings et les modèles sont calculés. « Tester » indique si l'ordinateur dispose du périphérique.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="47"/>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="48"/>
        <source>Processor cores that the backend uses. Fewer leave more for other programs.</source>
        <translation>Cœurs de processeur que le backend utilise. En choisir moins en laisse davantage aux autres programmes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source>No limit</source>
        <translation>Aucune limite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source> GB</source>
        <translation> Go</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>Memory that the backend and each of its jobs may use. A job that needs more fails with a message.</source>
        <translation>Mémoire que le backend et chacune de ses tâches peuvent utiliser. Une tâche qui en demande plus échoue avec un message.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>The memory can be limited on Linux only.</source>
        <translation>La mémoire ne peut être limitée que sous Linux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="61"/>
        <source>Minutes without a request after which the backend ends and frees its memory.</source>
        <translation>Minutes sans requête après lesquelles le backend s'arrête et libère sa mémoire.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="64"/>
        <source>Offline: no connections to the internet</source>
        <translation>Hors ligne : aucune connexion à Internet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="65"/>
        <source>The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them.</source>
        <translation>Le backend ne télécharge aucun encodeur et ne lit aucune image à une URL. Il le signale si un algorithme en a besoin.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="72"/>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="73"/>
        <source>Processor cores</source>
        <translation>Cœurs de processeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="74"/>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="75"/>
        <source>Ends when unused for</source>
        <translation>S'arrête après une inactivité de</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="77"/>
        <source>Changes apply at once if no job is running, otherwise when the jobs have ended.</source>
        <translation>Les modifications s'appliquent immédiatement si aucune tâche n'est en cours, sinon une fois les tâches terminées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Automatic (the fastest)</source>
        <translation>Automatique (le plus rapide)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>NVIDIA GPU</source>
        <translation>GPU NVIDIA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="103"/>
        <source>Apple GPU</source>
        <translation>GPU Apple</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="217"/>
        <source>The new options apply when the running jobs of the backend have ended: {jobs}.</source>
        <translation>Les nouvelles options s'appliqueront une fois terminées les tâches en cours du backend : {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="223"/>
        <source>The backend ends, and starts with the new options when it is next needed.</source>
        <translation>Le backend s'arrête et redémarrera avec les nouvelles options dès qu'il sera de nouveau nécessaire.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="58"/>
        <source>Save the PCA basis of the view</source>
        <translation>Enregistrer la base ACP de la vue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="76"/>
        <source>Create a map with this basis…</source>
        <translation>Créer une carte avec cette base…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="56"/>
        <source>Negative examples</source>
        <translation>Exemples négatifs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="146"/>
        <source>“{algorithm}” is running.</source>
        <translation>« {algorithm} » est en cours d'exécution.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="167"/>
        <source>More warnings in the message log: {count}.</source>
        <translation>Autres avertissements dans le journal des messages : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="168"/>
        <source>“{algorithm}” has finished.</source>
        <translation>« {algorithm} » est terminé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="174"/>
        <source>See the message log.</source>
        <translation>Voir le journal des messages.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="175"/>
        <source>“{algorithm}” failed. {reason}</source>
        <translation>« {algorithm} » a échoué. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="177"/>
        <source>More options…</source>
        <translation>Plus d'options…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="75"/>
        <source>Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a location that places should not resemble.</source>
        <translation>Cliquez sur la carte pour afficher les lieux similaires. Maintenez Ctrl ou Maj pour ajouter un lieu, ou Alt pour ajouter un lieu auquel les autres ne doivent pas ressembler.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="263"/>
        <source>Click a location that places should resemble first.</source>
        <translation>Cliquez d'abord sur un lieu auquel les autres doivent ressembler.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="271"/>
        <source>The maximum is {most} locations. Click without a key to start again.</source>
        <translation>Le maximum est de {most} lieux. Cliquez sans touche pour recommencer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="92"/>
        <source>Live classes ({encoder})</source>
        <translation>Classes dynamiques ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="41"/>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="98"/>
        <source>{range}: predicted too high</source>
        <translation>{range} : prédiction trop élevée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="100"/>
        <source>{range}: predicted too low</source>
        <translation>{range} : prédiction trop basse</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="196"/>
        <source>Probability of {value}</source>
        <translation>Probabilité de {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="229"/>
        <source>Lower limit</source>
        <translation>Limite inférieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="230"/>
        <source>Upper limit</source>
        <translation>Limite supérieure</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="126"/>
        <source>Faded: sea, unknown to the encoder</source>
        <translation>Estompé : mer, inconnue de l'encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="173"/>
        <source>{component}: {percent} % of the variance</source>
        <translation>{component} : {percent} % de la variance</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="57"/>
        <source>{file} exists already. Choose another name, or add the file to the project and continue with it.</source>
        <translation>{file} existe déjà. Choisissez un autre nom, ou ajoutez le fichier au projet et continuez avec celui-ci.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="69"/>
        <source>{file} could not be written: {reason}</source>
        <translation>{file} n'a pas pu être écrit : {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="38"/>
        <source>The field “{field}” identifies the features of “{layer}”. Choose another field.</source>
        <translation>Le champ « {field} » identifie les entités de « {layer} ». Choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="48"/>
        <source>The field “{field}” of “{layer}” has more than {most} different values. Choose another field.</source>
        <translation>Le champ « {field} » de « {layer} » a plus de {most} valeurs différentes. Choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="90"/>
        <source>Enter a name for the class.</source>
        <translation>Saisissez un nom pour la classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="97"/>
        <source>The field “{field}” holds integers. Enter a number for the class.</source>
        <translation>Le champ « {field} » contient des entiers. Saisissez un nombre entier pour la classe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="107"/>
        <source>There is a class “{name}” already.</source>
        <translation>Il existe déjà une classe « {name} ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="109"/>
        <source>The maximum is {most} classes.</source>
        <translation>Le maximum est de {most} classes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="92"/>
        <source>“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”.</source>
        <translation>« {layer} » a plus de {most} étiquettes, le maximum pour une couche dynamique. Utilisez « Ajuster un modèle ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="110"/>
        <source>This place is outside the area of the CRS of “{layer}”.</source>
        <translation>Ce lieu est hors du domaine de validité du SCR de « {layer} ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="214"/>
        <source>The labels could not be added to “{layer}”.</source>
        <translation>Les étiquettes n'ont pas pu être ajoutées à « {layer} ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="71"/>
        <source>“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.</source>
        <translation>« {layer} » ne peut pas être modifiée. Exportez la couche vers un GeoPackage et continuez avec celui-ci.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="38"/>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="47"/>
        <source>“{layer}” can't be edited now.</source>
        <translation>« {layer} » ne peut pas être modifiée maintenant.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="78"/>
        <source>The labels could not be saved in “{layer}”: {reason}</source>
        <translation>Les étiquettes n'ont pas pu être enregistrées dans « {layer} » : {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="104"/>
        <source>An offline installation needs a folder of wheels.</source>
        <translation>Une installation hors ligne nécessite un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="140"/>
        <source>uv has failed. Installing with pip instead</source>
        <translation>uv a échoué. Installation avec pip à la place</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="172"/>
        <source>Creating a Python environment</source>
        <translation>Création d'un environnement Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="187"/>
        <source>Installing the dependencies of the backend</source>
        <translation>Installation des dépendances du backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="195"/>
        <source>Installing the backend</source>
        <translation>Installation du backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="207"/>
        <source>Testing the environment: computing an embedding</source>
        <translation>Test de l'environnement : calcul d'un embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="213"/>
        <source>The GPU can&apos;t be used. Installing PyTorch for the processor instead</source>
        <translation>Le GPU ne peut pas être utilisé. Installation de PyTorch pour le processeur à la place</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="228"/>
        <source>Installing PyTorch</source>
        <translation>Installation de PyTorch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="91"/>
        <source>The algorithm returns when training has started. Training continues when QGIS is closed. The SatCLIP panel shows the progress.</source>
        <translation>L'algorithme se termine dès que l'entraînement a commencé. L'entraînement se poursuit quand QGIS est fermé. Le panneau SatCLIP affiche la progression.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="201"/>
        <source>The run “{run}” continues in the background. The SatCLIP panel shows its progress. The encoder becomes available when the run has finished.</source>
        <translation>L'entraînement « {run} » se poursuit en arrière-plan. Le panneau SatCLIP affiche sa progression. L'encodeur devient disponible une fois l'entraînement terminé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="322"/>
        <source>There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel.</source>
        <translation>Il n'y a pas d'entraînement arrêté « {run} » à reprendre (RESUME). Voir Préentraîner dans le panneau SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="329"/>
        <source>A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, or choose another name.</source>
        <translation>Un entraînement « {run} » existe déjà. Reprenez-le (RESUME), supprimez-le dans le panneau SatCLIP ou choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced colours, as in the live layer.</source>
        <translation>Ajoute les bandes Red, Green et Blue (rouge, vert, bleu) lorsqu'il y a au moins trois composantes. Elles montrent les trois premières en couleurs équilibrées, comme dans la couche dynamique.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Add colour bands</source>
        <translation>Ajouter des bandes de couleur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Features that the map should be unlike. The direction is twice the mean of the reference points minus the mean of these.</source>
        <translation>Entités auxquelles la carte ne doit pas ressembler. La direction est deux fois la moyenne des points de référence moins la moyenne de ces entités.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="99"/>
        <source>There are more than {most} reference points. Select some features and check “Selected features only” ({parameter}).</source>
        <translation>Il y a plus de {most} points de référence. Sélectionnez quelques entités et cochez « Entité(s) sélectionnée(s) uniquement » ({parameter}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="143"/>
        <source>Example model…</source>
        <translation>Modèle d'exemple…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="144"/>
        <source>Opens a model for Processing: from points to a prediction map.</source>
        <translation>Ouvre un modèle pour la boîte à outils de traitements : des points à une carte de prédiction.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="132"/>
        <source>{text} It uses {size}. Encoders and caches use {data}.</source>
        <translation>{text} Il occupe {size}. Les encodeurs et les caches occupent {data}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/example_model.py" line="16"/>
        <source>Points to prediction map</source>
        <translation>Des points à la carte de prédiction</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="138"/>
        <source>{sources}. The hashes of all packages except PyTorch are checked.</source>
        <translation>{sources}. Les empreintes de tous les paquets sauf PyTorch sont vérifiées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="106"/>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="128"/>
        <source>Locations at sea, where the similarity means little: {count}</source>
        <translation>Lieux en mer, où la similarité a peu de sens : {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity means nothing.</source>
        <translation>Laisse en nodata les pixels en mer ou sur terre, sauf sur la côte (Natural Earth, résolution de 0.1 degré). « Là où l'encodeur a été entraîné » exclut la mer si l'encodeur ne connaît que la terre : la similarité n'y a aucun sens.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="72"/>
        <source>Where the encoder was trained</source>
        <translation>Là où l'encodeur a été entraîné</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Pixels to map</source>
        <translation>Pixels à cartographier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="122"/>
        <source>SatCLIP uses the backend of a server: {url}</source>
        <translation>SatCLIP utilise le backend d'un serveur : {url}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="352"/>
        <source>Use a server…</source>
        <translation>Utiliser un serveur…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="353"/>
        <source>Opens the options, where the backend of a server can be chosen.</source>
        <translation>Ouvre les options, où l'on peut choisir le backend d'un serveur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="63"/>
        <source>New run…</source>
        <translation>Nouvel entraînement…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="64"/>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="66"/>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="68"/>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="74"/>
        <source>Show model card</source>
        <translation>Afficher la fiche du modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="58"/>
        <source>Create map…</source>
        <translation>Créer une carte…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="92"/>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="94"/>
        <source>Label selected</source>
        <translation>Étiqueter la sélection</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="103"/>
        <source>Next place</source>
        <translation>Lieu suivant</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="112"/>
        <source>Fit a model…</source>
        <translation>Ajuster un modèle…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="254"/>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="271"/>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="53"/>
        <source>Add layer</source>
        <translation>Ajouter une couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="55"/>
        <source>Update layer</source>
        <translation>Mettre à jour la couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="67"/>
        <source>Use selected points</source>
        <translation>Utiliser les points sélectionnés</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="81"/>
        <source>Save PCA basis…</source>
        <translation>Enregistrer la base…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="157"/>
        <source>Style</source>
        <translation>Style</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="43"/>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="51"/>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="113"/>
        <source>Model file</source>
        <translation>Fichier du modèle</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="38"/>
        <source>Selected features only</source>
        <translation>Entités sélectionnées uniquement</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="49"/>
        <source>Add embeddings</source>
        <translation>Ajouter les embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="58"/>
        <source>Set up…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="60"/>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="105"/>
        <source>Cosine similarity (0: unrelated)</source>
        <translation>Similarité cosinus (0 : aucun lien)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="104"/>
        <source>{step} ({time} elapsed, less than a minute left)</source>
        <translation>{step} (depuis {time}, encore moins d'une minute)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="106"/>
        <source>{step} ({time} elapsed, about {minutes} min left)</source>
        <translation>{step} (depuis {time}, encore environ {minutes} min)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="96"/>
        <source>The backend has exited. Try again: the next request restarts it. If this happens again, see the log file {log}.</source>
        <translation>Le backend s'est arrêté. Réessayez : la prochaine requête le redémarre. Si cela se reproduit, consultez le fichier de journal {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="101"/>
        <source>The backend has not answered in time. Try again.</source>
        <translation>Le backend n'a pas répondu à temps. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="102"/>
        <source>The request to the backend has failed ({reason}). Try again.</source>
        <translation>La requête au backend a échoué ({reason}). Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/proof.py" line="62"/>
        <source>The program on the backend&apos;s port could not be authenticated, so nothing was sent to it. Try again. If this happens again, restart the computer.</source>
        <translation>Le programme sur le port du backend n'a pas pu être authentifié, rien ne lui a donc été envoyé. Réessayez. Si cela se reproduit, redémarrez l'ordinateur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="27"/>
        <source>The layer</source>
        <translation>La couche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="36"/>
        <source>{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields.</source>
        <translation>{name} : {size} octets, c'est trop. Le maximum est de {most} octets. Utilisez moins d'entités ou de champs.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="91"/>
        <source>{file} was truncated during the upload. Try again.</source>
        <translation>{file} a été tronqué pendant l'envoi. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="96"/>
        <source>The data</source>
        <translation>Les données</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="100"/>
        <source>{file} can&apos;t be read: {reason}.</source>
        <translation>Lecture impossible de {file} : {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="60"/>
        <source>{path} could not be deleted. Close other programs that use it, and try again.</source>
        <translation>{path} n'a pas pu être supprimé. Fermez les autres programmes qui l'utilisent et réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="10"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend).</source>
        <translation>Exécutez l'algorithme « Installer le backend » (satclip:setupbackend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="142"/>
        <source>The backend has not responded for {seconds} seconds. Try again.</source>
        <translation>Le backend n'a pas répondu depuis {seconds} secondes. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="107"/>
        <source>an array that can&apos;t be read</source>
        <translation>un tableau illisible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="235"/>
        <source>a reply without a protocol version</source>
        <translation>une réponse sans version de protocole</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="237"/>
        <source>The backend uses protocol version {spoken}, and this plugin uses version {needed}.</source>
        <translation>Le backend utilise la version {spoken} du protocole, et cette extension utilise la version {needed}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="264"/>
        <source>more data than requested</source>
        <translation>plus de données que demandé</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="289"/>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} n'a pas pu être écrit : {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="303"/>
        <source>The backend has stopped responding. Its process has exited or hangs. Try again.</source>
        <translation>Le backend ne répond plus. Son processus s'est arrêté ou est bloqué. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="307"/>
        <source>something that is not HTTP</source>
        <translation>autre chose que du HTTP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="309"/>
        <source>The backend can&apos;t be reached on this computer ({reason}). Try again. If this happens again, restart QGIS.</source>
        <translation>Le backend est inaccessible sur cet ordinateur ({reason}). Réessayez. Si cela se reproduit, redémarrez QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="320"/>
        <source>The server on the backend&apos;s port rejects the access token of QGIS. Close other copies of the backend, or restart the computer, and try again.</source>
        <translation>Le serveur sur le port du backend refuse le jeton d'accès de QGIS. Fermez les autres copies du backend ou redémarrez l'ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="330"/>
        <source>the status {status} without an error message</source>
        <translation>le statut {status} sans message d'erreur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="340"/>
        <source>text that is not JSON</source>
        <translation>un texte qui n'est pas du JSON</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="342"/>
        <source>JSON that is not an object</source>
        <translation>du JSON qui n'est pas un objet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="347"/>
        <source>The server on the backend&apos;s port sent {what}. It may be another program. Try again.</source>
        <translation>Le serveur sur le port du backend a envoyé ceci : {what}. C'est peut-être un autre programme. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="124"/>
        <source>The backend sent an invalid list of encoders. Try again.</source>
        <translation>Le backend a envoyé une liste d'encodeurs non valide. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="145"/>
        <source>The backend sent an array of shape {shape} for {count} points. Try again.</source>
        <translation>Le backend a envoyé un tableau de forme {shape} pour {count} points. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="162"/>
        <source>The backend accepted the upload but returned no id. Try again.</source>
        <translation>Le backend a accepté l'envoi mais n'a pas renvoyé d'identifiant. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="175"/>
        <source>The backend accepted the job but returned no id. Try again.</source>
        <translation>Le backend a accepté la tâche mais n'a pas renvoyé d'identifiant. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="198"/>
        <source>The connection to the backend at {url} was interrupted during the job. Run the algorithm again.</source>
        <translation>La connexion au backend à l'adresse {url} a été interrompue pendant la tâche. Exécutez de nouveau l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="204"/>
        <source>The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}.</source>
        <translation>Le backend s'est arrêté pendant la tâche. Exécutez de nouveau l'algorithme. S'il échoue encore, consultez le fichier de journal {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="208"/>
        <source>Last output: {said}</source>
        <translation>Dernière sortie : {said}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="236"/>
        <source>The backend sent an invalid list of runs. Try again.</source>
        <translation>Le backend a envoyé une liste d'entraînements non valide. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="269"/>
        <source>The job failed without an error message.</source>
        <translation>La tâche a échoué sans message d'erreur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="271"/>
        <source>The job was dismissed by another client.</source>
        <translation>La tâche a été abandonnée par un autre programme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="318"/>
        <source>The backend has exited and is restarted</source>
        <translation>Le backend s'est arrêté et redémarre</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="322"/>
        <source>The backend exited twice on the same request. {said} Log file: {log}.</source>
        <translation>Le backend s'est arrêté deux fois à la même requête. {said} Fichier de journal : {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="46"/>
        <source>{python} does not exist. Choose a Python executable.</source>
        <translation>{python} n'existe pas. Choisissez un exécutable Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="50"/>
        <source>The backend of {python} has version {other}, and this plugin needs version {version}.</source>
        <translation>Le backend de {python} est en version {other}, et cette extension requiert la version {version}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="58"/>
        <source>{python} has no working backend ({said}).</source>
        <translation>{python} n'a pas de backend qui fonctionne ({said}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>no error message</source>
        <translation>aucun message d'erreur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="80"/>
        <source>{python} can&apos;t be run ({reason}). Choose a Python executable.</source>
        <translation>{python} ne peut pas être exécuté ({reason}). Choisissez un exécutable Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="96"/>
        <source>{python} has not ended within {seconds} seconds. Choose a Python executable.</source>
        <translation>{python} n'a pas terminé au bout de {seconds} secondes. Choisissez un exécutable Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="128"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the backend in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Exécutez l'algorithme « Installer le backend » (satclip:setupbackend), ou choisissez un environnement qui contient le backend dans Préférences &gt; Options &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="133"/>
        <source>The backend is not installed.</source>
        <translation>Le backend n'est pas installé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="134"/>
        <source>The backend is not installed ({python} does not exist).</source>
        <translation>Le backend n'est pas installé ({python} n'existe pas).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="140"/>
        <source>Starting the backend</source>
        <translation>Démarrage du backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="154"/>
        <source>Another QGIS window is still starting the backend. Close that window and try again.</source>
        <translation>Une autre fenêtre de QGIS est encore en train de démarrer le backend. Fermez cette fenêtre et réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="223"/>
        <source>Another QGIS window is running a job on backend version {other}, and this plugin needs version {needed}. Wait until the job has finished, or close that window.</source>
        <translation>Une autre fenêtre de QGIS exécute une tâche avec la version {other} du backend, et cette extension requiert la version {needed}. Attendez la fin de la tâche ou fermez cette fenêtre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="253"/>
        <source>{python} can&apos;t be run ({reason}).</source>
        <translation>{python} ne peut pas être exécuté ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="280"/>
        <source>The backend is not installed in the environment of {python}.</source>
        <translation>Le backend n'est pas installé dans l'environnement de {python}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="289"/>
        <source>The backend did not start within {seconds} seconds. {said} Log file: {log}.</source>
        <translation>Le backend n'a pas démarré en {seconds} secondes. {said} Fichier de journal : {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="298"/>
        <source>The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} (protocol {protocol}).</source>
        <translation>Le backend dans {python} est en version {other} (protocole {spoken}), et cette extension requiert la version {version} (protocole {protocol}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="75"/>
        <source>{path} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>Écriture impossible dans {path} ({reason}). Choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="84"/>
        <source>Another QGIS window or program is installing the backend in {folder}. Wait until it is done.</source>
        <translation>Une autre fenêtre de QGIS ou un autre programme installe le backend dans {folder}. Attendez la fin de l'installation.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="150"/>
        <source>{path} already exists and was not created by this installer. Choose another folder, or remove it.</source>
        <translation>{path} existe déjà et n'a pas été créé par ce programme d'installation. Choisissez un autre dossier ou supprimez celui-ci.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="162"/>
        <source>The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk.</source>
        <translation>Le backend nécessite {needed} Go d'espace disque, et {folder} dispose de {free} Go. Libérez de l'espace disque, ou définissez la variable d'environnement SATCLIP_HOME sur un dossier d'un autre disque.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="96"/>
        <source>{path} (does not run)</source>
        <translation>{path} (ne s'exécute pas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="99"/>
        <source>{path} (version {version})</source>
        <translation>{path} (version {version})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="101"/>
        <source>{path} (32-bit)</source>
        <translation>{path} (32 bits)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="111"/>
        <source>{python} can&apos;t create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, install them with: sudo apt install python3-venv</source>
        <translation>{python} ne peut pas créer d'environnements : les modules venv et ensurepip manquent. Sous Debian et Ubuntu, installez-les avec : sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="117"/>
        <source>No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or enter the path of a Python executable.</source>
        <translation>Aucun Python 3.10 à 3.14 (64 bits) n'a été trouvé. Installez Python depuis python.org ou avec votre gestionnaire de paquets, ou saisissez le chemin d'un exécutable Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="122"/>
        <source>Tried: {pythons}.</source>
        <translation>Essayés : {pythons}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor.</source>
        <translation>PyTorch ne peut pas utiliser le GPU NVIDIA. Mettez à jour son pilote, ou choisissez PyTorch pour le processeur.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are not checked.</source>
        <translation>L'empreinte d'un paquet ne correspond pas au fichier de verrouillage de l'extension, rien n'a donc été installé. Réessayez plus tard. Si votre organisation construit ses propres paquets, saisissez son index de paquets ou un dossier de wheels. Leurs empreintes ne sont pas vérifiées.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.</source>
        <translation>Le disque est plein. Libérez environ 3 Go, y compris sur le disque du dossier temporaire, et réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The certificate of the package index could not be verified. Your network may inspect TLS connections. Add the certificate of your organisation in QGIS (Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities), or install from a folder of wheels.</source>
        <translation>Le certificat de l'index de paquets n'a pas pu être vérifié. Votre réseau inspecte peut-être les connexions TLS. Ajoutez le certificat de votre organisation dans QGIS (Préférences &gt; Options &gt; Authentification &gt; Gestion des certificats &gt; Autorités), ou installez à partir d'un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy requires a user name and a password. Enter both in Settings &gt; Options &gt; Network.</source>
        <translation>Le proxy demande un nom d'utilisateur et un mot de passe. Saisissez-les dans Préférences &gt; Options &gt; Réseau.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy refused the connection. Check the proxy in Settings &gt; Options &gt; Network.</source>
        <translation>Le proxy a refusé la connexion. Vérifiez le proxy dans Préférences &gt; Options &gt; Réseau.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index refused access. Check its URL, the user name and the password.</source>
        <translation>L'index de paquets a refusé l'accès. Vérifiez son URL, le nom d'utilisateur et le mot de passe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index did not answer in time. Try again: what was downloaded is kept. If it happens again, check the internet connection and the proxy (Settings &gt; Options &gt; Network).</source>
        <translation>L'index de paquets n'a pas répondu à temps. Réessayez : ce qui a été téléchargé est conservé. Si cela se reproduit, vérifiez la connexion à Internet et le proxy (Préférences &gt; Options &gt; Réseau).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index can&apos;t be reached. Check the internet connection and the proxy (Settings &gt; Options &gt; Network), or install from a folder of wheels.</source>
        <translation>L'index de paquets est inaccessible. Vérifiez la connexion à Internet et le proxy (Préférences &gt; Options &gt; Réseau), ou installez à partir d'un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), or a folder of wheels that contains the package.</source>
        <translation>Un paquet n'est pas disponible pour ce système et cette version de Python. Choisissez un autre Python (3.11 à 3.13, 64 bits) ou un dossier de wheels qui contient le paquet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from microsoft.com, and try again.</source>
        <translation>PyTorch ne peut pas charger une bibliothèque de Windows. Installez Microsoft Visual C++ Redistributable (x64) depuis microsoft.com, et réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and programs that use the folder, exclude the folder from antivirus scans, and try again.</source>
        <translation>Un autre programme, comme un antivirus, retient ou bloque un fichier. Fermez les fenêtres de QGIS et les programmes qui utilisent le dossier, excluez le dossier des analyses antivirus, et réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus scans.</source>
        <translation>Le système a refusé l'accès à un fichier. Choisissez un dossier dans lequel vous pouvez écrire, et excluez-le des analyses antivirus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="130"/>
        <source>no output</source>
        <translation>aucune sortie</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="132"/>
        <source>The folder of wheels {folder} contains no wheel of {package} for this system and Python version. Create it with the same system and Python version (make wheelhouse). Log file: {log}.</source>
        <translation>Le dossier de wheels {folder} ne contient aucun wheel de {package} pour ce système et cette version de Python. Créez-le avec le même système et la même version de Python (make wheelhouse). Fichier de journal : {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="140"/>
        <source>{advice} ({said}. Log file: {log}.)</source>
        <translation>{advice} ({said}. Fichier de journal : {log}.)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="141"/>
        <source>The Python environment could not be created: {said}. Log file: {log}.</source>
        <translation>L'environnement Python n'a pas pu être créé : {said}. Fichier de journal : {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="67"/>
        <source>The address of the backend&apos;s server must be like https://gis.example.org or http://127.0.0.1:8123.</source>
        <translation>L'adresse du serveur du backend doit être de la forme https://gis.example.org ou http://127.0.0.1:8123.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="74"/>
        <source>The address of the backend&apos;s server must not contain a user name or password. Use an authentication configuration.</source>
        <translation>L'adresse du serveur du backend ne doit contenir ni nom d'utilisateur ni mot de passe. Utilisez une configuration d'authentification.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="81"/>
        <source>{host} must be asked by https, because http would send the login and your data readable for others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel.</source>
        <translation>{host} doit être interrogé en https, car http enverrait l'identifiant et vos données sous une forme lisible par d'autres. http est réservé à cet ordinateur, par exemple http://127.0.0.1:8123 pour un tunnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="105"/>
        <source>The authentication configuration {id} can&apos;t be used. Unlock or choose it in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>La configuration d'authentification {id} ne peut pas être utilisée. Déverrouillez-la ou choisissez-la dans Préférences &gt; Options &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="123"/>
        <source>The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic authentication” with the token as the password in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Le backend à l'adresse {url} a besoin de son jeton. Choisissez dans Préférences &gt; Options &gt; SatCLIP une configuration d'authentification de type « Authentification basique » avec le jeton comme mot de passe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="148"/>
        <source>Check the address and the authentication in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Vérifiez l'adresse et l'authentification dans Préférences &gt; Options &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="202"/>
        <source>No backend responds at {url}. Is the SSH tunnel open?</source>
        <translation>Aucun backend ne répond à l'adresse {url}. Le tunnel SSH est-il ouvert ?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="177"/>
        <source>{url} is not a SatCLIP backend.</source>
        <translation>{url} n'est pas un backend SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="179"/>
        <source>The server {host} has version {other} of the backend, and this plugin needs version {version}. Update the older one.</source>
        <translation>Le serveur {host} a la version {other} du backend, et cette extension requiert la version {version}. Mettez à jour la plus ancienne.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="261"/>
        <source>The certificate of {host} is not valid: {reason}. Check the address. If the authority is your organisation&apos;s, add it in Settings &gt; Options &gt; Authentication &gt; Manage Certificates.</source>
        <translation>Le certificat de {host} n'est pas valide : {reason}. Vérifiez l'adresse. Si l'autorité est celle de votre organisation, ajoutez-la dans Préférences &gt; Options &gt; Authentification &gt; Gestion des certificats.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="268"/>
        <source>The server {host} was not found.</source>
        <translation>Le serveur {host} est introuvable.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="270"/>
        <source>The server {host} does not respond. Try again later.</source>
        <translation>Le serveur {host} ne répond pas. Réessayez plus tard.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="274"/>
        <source>The connection to {host} was refused or interrupted.</source>
        <translation>La connexion à {host} a été refusée ou interrompue.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="278"/>
        <source>No secure connection to {host} could be established ({reason}).</source>
        <translation>Aucune connexion sécurisée à {host} n'a pu être établie ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="286"/>
        <source>The server {host} sent something that is not HTTP.</source>
        <translation>Le serveur {host} a envoyé autre chose que du HTTP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="290"/>
        <source>The server {host} can&apos;t be reached ({reason}).</source>
        <translation>Le serveur {host} est inaccessible ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="154"/>
        <source>The server {host} rejects the login.</source>
        <translation>Le serveur {host} refuse l'identification.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="304"/>
        <source>The server {host} answered with the status {status} instead of the backend. Its backend may not be running.</source>
        <translation>Le serveur {host} a répondu avec le statut {status} au lieu du backend. Son backend n'est peut-être pas démarré.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="315"/>
        <source>The server {host} has another version of the backend than this plugin. Update the older one.</source>
        <translation>Le serveur {host} a une autre version du backend que cette extension. Mettez à jour la plus ancienne.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/columns.py" line="69"/>
        <source>The backend sent a table that can&apos;t be read. Try again.</source>
        <translation>Le backend a envoyé une table illisible. Réessayez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="123"/>
        <source>The environment in {folder} is already installed.</source>
        <translation>L'environnement dans {folder} est déjà installé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="155"/>
        <source>Deleting the previous environment</source>
        <translation>Suppression de l'environnement précédent</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="160"/>
        <source>The environment in {folder} is ready.</source>
        <translation>L'environnement dans {folder} est prêt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/model_file.py" line="83"/>
        <source>{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.</source>
        <translation>{file} n'est pas un modèle SatCLIP valide. Copiez de nouveau le fichier, ou ajustez de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="73"/>
        <source>The folder of wheels {folder} does not exist. Choose another folder.</source>
        <translation>Le dossier de wheels {folder} n'existe pas. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="79"/>
        <source>The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet access, the same system and the same version of Python. The help page says how.</source>
        <translation>Le dossier de wheels {folder} ne contient aucun wheel (*.whl). Remplissez-le sur un ordinateur ayant accès à Internet, le même système et la même version de Python. La page d'aide explique comment.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>The backend exited at startup ({said}). Log file: {log}.</source>
        <translation>Le backend s'est arrêté au démarrage ({said}). Fichier de journal : {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="238"/>
        <source>Click a cluster on the map. Typical places of it get the selected class.</source>
        <translation>Cliquez sur un cluster de la carte. Des lieux typiques de ce cluster reçoivent la classe sélectionnée.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="98"/>
        <source>From cluster</source>
        <translation>Depuis un cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="100"/>
        <source>Click a cluster on the map: a few typical places of it in the view get the selected class</source>
        <translation>Cliquez sur un cluster de la carte : quelques lieux typiques de ce cluster dans la vue reçoivent la classe sélectionnée</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="69"/>
        <source>There is no cluster here. Click a colour of the cluster layer.</source>
        <translation>Il n'y a pas de cluster ici. Cliquez sur une couleur de la couche de clusters.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="84"/>
        <source>This view has no place of the cluster that the encoder knows. Pan or zoom the map.</source>
        <translation>Cette vue n'a aucun lieu du cluster que l'encodeur connaît. Déplacez la carte ou changez de zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="101"/>
        <source>Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.</source>
        <translation>Ajoutez d'abord une couche de clusters : choisissez le style « Clusters » et cliquez sur « Ajouter une couche ».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="159"/>
        <source>Asking for the size of the download…</source>
        <translation>Demande de la taille du téléchargement…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="171"/>
        <source>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, from {source}.&lt;/p&gt;&lt;p&gt;Licence: &lt;b&gt;{licence}&lt;/b&gt;. It is on the page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Known limits: {limits}&lt;/p&gt;&lt;p&gt;Download it?&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, depuis {source}.&lt;/p&gt;&lt;p&gt;Licence : &lt;b&gt;{licence}&lt;/b&gt;. Elle se trouve sur la page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Limites connues : {limits}&lt;/p&gt;&lt;p&gt;Télécharger ?&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="194"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="383"/>
        <source>Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)</source>
        <translation>Importer un encodeur exporté, ou un fichier publié tel qu’un checkpoint SatCLIP (.ckpt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="41"/>
        <source>Family</source>
        <translation>Famille</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="74"/>
        <source>Citation</source>
        <translation>Citation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="73"/>
        <source>Known limits</source>
        <translation>Limites connues</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="79"/>
        <source>Released by {publisher}. It is not installed yet.</source>
        <translation>Publié par {publisher}. Il n'est pas encore installé.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="46"/>
        <source>This view is not on Earth. Pan or zoom the map.</source>
        <translation>Cette vue n'est pas sur la Terre. Déplacez la carte ou changez de zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="71"/>
        <source>Stretch to view</source>
        <translation>Étirer à la vue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="72"/>
        <source>Stretch the colours to the similarities in the view (2nd to 98th percentile)</source>
        <translation>Étire les couleurs aux similarités de la vue (du 2e au 98e centile)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Fixed range</source>
        <translation>Plage fixe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="76"/>
        <source>Use the same range on every map, with 0 in the middle, so that maps are comparable</source>
        <translation>Utilise la même plage sur chaque carte, avec 0 au milieu, pour que les cartes soient comparables</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Stretched to view</source>
        <translation>Étirée à la vue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="283"/>
        <source>Features where the encoder has no embedding: {count}. They are kept without an embedding.</source>
        <translation>Entités là où l’encodeur n’a pas d’embedding : {count}. Elles sont conservées sans embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="128"/>
        <source>Spherical harmonics (SatCLIP)</source>
        <translation>Harmoniques sphériques (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="129"/>
        <source>Longitude and latitude</source>
        <translation>Longitude et latitude</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="130"/>
        <source>Coordinates on the sphere (x, y, z)</source>
        <translation>Coordonnées sur la sphère (x, y, z)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="131"/>
        <source>Wrap (sine and cosine)</source>
        <translation>Wrap (sinus et cosinus)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="145"/>
        <source>Basis of the encoder</source>
        <translation>Base de l’encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>SIREN (SatCLIP)</source>
        <translation>SIREN (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="148"/>
        <source>Residual network (FCNet)</source>
        <translation>Réseau résiduel (FCNet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="149"/>
        <source>Linear map</source>
        <translation>Application linéaire</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="151"/>
        <source>Network of the encoder</source>
        <translation>Réseau de l’encodeur</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>Contrastive (CSP, with random locations)</source>
        <translation>Contrastive (CSP, avec des lieux aléatoires)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="29"/>
        <source>For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. Other encoders have no months.</source>
        <translation>Pour un encodeur de lieu et de mois : de 1 pour janvier à 12 pour décembre, ou 0 pour la moyenne de l'année. Les autres encodeurs n'ont pas de mois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="67"/>
        <source>Month (0: mean over the year)</source>
        <translation>Mois (0 : moyenne de l'année)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="65"/>
        <source>Date field</source>
        <translation>Champ de date</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="37"/>
        <source>For an encoder of location and month: the embedding is that of the month of the date. Features without a date get the mean over the year.</source>
        <translation>Pour un encodeur de lieu et de mois : l'embedding est celui du mois de la date. Les entités sans date reçoivent la moyenne de l'année.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="151"/>
        <source>Choose a month or a date field, not both.</source>
        <translation>Choisissez un mois ou un champ de date, pas les deux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="171"/>
        <source>The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an encoder of location and month.</source>
        <translation>L'encodeur « {encoder} » n'a pas de mois. Omettez le mois et le champ de date, ou choisissez un encodeur de lieu et de mois.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="260"/>
        <source>Features without a date, which get the mean over the year: {count}</source>
        <translation>Entités sans date, qui reçoivent la moyenne de l'année : {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="139"/>
        <source>Slepian functions (fine in the training area)</source>
        <translation>Fonctions de Slepian (fines dans la zone d'entraînement)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale of Space2Vec and Sphere2Vec follows from L.</source>
        <translation>Les fonctions de Slepian résolvent finement la zone d'entraînement. Les autres servent aux comparaisons. La plus petite échelle de Space2Vec et de Sphere2Vec découle de L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their names. The encoder has embeddings for each month, and their mean over the year.</source>
        <translation>Les images sont celles des douze mois, avec les mêmes bandes dans chacun et une date comme 2004-06 dans leur nom. L'encodeur a des embeddings pour chaque mois, et leur moyenne sur l'année.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="156"/>
        <source>Encoder of location and month</source>
        <translation>Encodeur de lieu et de mois</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="213"/>
        <source>The server {host} no longer has the job: it was restarted, or another client deleted the job. Run the algorithm again.</source>
        <translation>Le serveur {host} n'a plus la tâche : il a été redémarré, ou un autre client a supprimé la tâche. Relancez l'algorithme.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="306"/>
        <source>The server {host} does not respond. Trying again for {minutes} minutes.</source>
        <translation>Le serveur {host} ne répond pas. Nouvelles tentatives pendant {minutes} minutes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="168"/>
        <source>Random convolutions and band statistics</source>
        <translation>Convolutions aléatoires et statistiques des bandes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="169"/>
        <source>Random convolutional features (RCF)</source>
        <translation>Descripteurs convolutifs aléatoires (RCF)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="255"/>
        <source>The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it is right, ask the administrator of the server to renew the certificate.</source>
        <translation>Le certificat de {host} n'est pas valide actuellement : {reason}. Vérifiez l'horloge de cet ordinateur. Si elle est à l'heure, demandez à l'administrateur du serveur de renouveler le certificat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>Features outside the area in which the encoder was trained: {count}.</source>
        <translation>Entités hors de la zone dans laquelle l'encodeur a été entraîné : {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/dates.py" line="47"/>
        <source>The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or are months from 1 to 12.</source>
        <translation>Le champ « {field} » contient « {value} », qui n'est pas une date. Une date commence par l'année, comme 2004-07-15, ou est un mois de 1 à 12.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="175"/>
        <source>Date field: {field}</source>
        <translation>Champ de date : {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="30"/>
        <source>it is not a file</source>
        <translation>ce n'est pas un fichier</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="51"/>
        <source>Points, lines or polygons in any CRS. The layer must contain the additional predictor fields and the date field of the model.</source>
        <translation>Points, lignes ou polygones dans n'importe quel SCR. La couche doit contenir les champs prédicteurs supplémentaires et le champ de date du modèle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year.</source>
        <translation>Pour un modèle avec un champ de date : de 1 pour janvier à 12 pour décembre, ou 0 pour la moyenne de l'année.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="110"/>
        <source>{target}: prediction in month {month}</source>
        <translation>{target} : prédiction pour le mois {month}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="103"/>
        <source>The month of the date is a predictor, also of the models without embeddings. Encoders of location and month have the embedding of that month. Features without a date get the mean over the year.</source>
        <translation>Le mois de la date est un prédicteur, y compris des modèles sans embeddings. Les encodeurs de lieu et de mois ont l'embedding de ce mois. Les entités sans date reçoivent la moyenne de l'année.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="112"/>
        <source>{target}: prediction, mean over the year</source>
        <translation>{target} : prédiction, moyenne de l'année</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/destinations.py" line="91"/>
        <source>“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not.</source>
        <translation>« {output} » ({name}) est un GeoTIFF : son nom de fichier doit se terminer par .tif, ce qui n'est pas le cas de {file}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="91"/>
        <source>QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder.</source>
        <translation>QGIS ne peut pas ouvrir un GeoPackage dont le chemin contient « {text} ». Choisissez un autre nom ou un autre dossier.</translation>
    </message>
</context>
</TS>
